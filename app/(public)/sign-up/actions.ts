"use server";

import { z } from "zod";
import { publicAction } from "@/app/_gate/form-action";
import { requestSignUp as askForSignUp } from "@/lib/auth/request-sign-up";
import { emailInput, nextInput } from "@/lib/auth/schema";
import { pageLanguage } from "../page-language";

const input = z.strictObject({ email: emailInput, next: nextInput });

export const requestSignUp = publicAction(
  "auth.requestSignUp",
  { input, limit: "mailByOrigin" },
  async (identity, { email, next }) => {
    await askForSignUp(identity, { email, locale: await pageLanguage(), returnTo: next });
    return { redirect: "/check-mail?for=sign-up" };
  },
);
