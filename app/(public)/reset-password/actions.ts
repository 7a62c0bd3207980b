"use server";

import { z } from "zod";
import { publicAction } from "@/app/_gate/form-action";
import { forgetSession } from "@/app/_gate/session";
import { resetPassword as setNewPassword } from "@/lib/auth/reset-password";
import { passwordInput, tokenInput } from "@/lib/auth/schema";

const input = z.strictObject({ token: tokenInput, password: passwordInput });

export const resetPassword = publicAction(
  "auth.resetPassword",
  { input, limit: "signInByOrigin", secret: ["password", "token"] },
  async (identity, given) => {
    await setNewPassword(identity, given);
    await forgetSession();
    return { redirect: "/sign-in?notice=password-changed" };
  },
);
