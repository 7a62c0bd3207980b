"use server";

import { z } from "zod";
import { publicAction } from "@/app/_gate/form-action";
import { finishSignUp as makeAccount } from "@/lib/auth/finish-sign-up";
import { passwordInput, tokenInput } from "@/lib/auth/schema";
import { nameInput } from "@/lib/names";
import { enter } from "../../enter";
import { pageLanguage } from "../../page-language";

const input = z.strictObject({ token: tokenInput, name: nameInput, password: passwordInput });

export const finishSignUp = publicAction(
  "auth.finishSignUp",
  { input, limit: "signInByOrigin", secret: ["password", "token"] },
  async (identity, given, facts) => {
    const locale = await pageLanguage();
    const session = await makeAccount(identity, { ...given, locale }, facts);
    return enter(session, session.returnTo);
  },
);
