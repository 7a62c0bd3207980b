"use server";

import { z } from "zod";
import { publicAction } from "@/app/_gate/form-action";
import { requestPasswordReset as askForReset } from "@/lib/auth/request-password-reset";
import { emailInput } from "@/lib/auth/schema";
import { pageLanguage } from "../page-language";

const input = z.strictObject({ email: emailInput });

export const requestPasswordReset = publicAction(
  "auth.requestPasswordReset",
  { input, limit: "mailByOrigin" },
  async (identity, { email }) => {
    await askForReset(identity, { email, locale: await pageLanguage() });
    return { redirect: "/check-mail?for=reset" };
  },
);
