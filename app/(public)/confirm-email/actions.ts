"use server";

import { z } from "zod";
import { publicAction } from "@/app/_gate/form-action";
import { confirmEmail as confirm } from "@/lib/auth/confirm-email";
import { tokenInput } from "@/lib/auth/schema";

const input = z.strictObject({ token: tokenInput });

export const confirmEmail = publicAction(
  "auth.confirmEmail",
  { input, limit: "signInByOrigin" },
  async (identity, given) => {
    await confirm(identity, given);
    return { redirect: "/confirm-email?notice=done" };
  },
);
