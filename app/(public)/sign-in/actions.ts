"use server";

import { z } from "zod";
import { publicAction } from "@/app/_gate/form-action";
import { requestSignInLink as askForLink } from "@/lib/auth/request-sign-in-link";
import { emailInput, nextInput, passwordInput } from "@/lib/auth/schema";
import { signInAsDemo as enterDemo } from "@/lib/auth/sign-in-as-demo";
import { signInWithPassword } from "@/lib/auth/sign-in-with-password";
import { enter } from "../enter";
import { pageLanguage } from "../page-language";

const withPassword = z.strictObject({ email: emailInput, password: passwordInput, next: nextInput });

export const signIn = publicAction(
  "auth.signIn",
  { input: withPassword, limit: "signInByOrigin", secret: ["password"] },
  async (identity, { next, ...given }, facts) => enter(await signInWithPassword(identity, given, facts), next),
);

const asDemo = z.strictObject({ email: emailInput, next: nextInput });

export const signInAsDemo = publicAction(
  "auth.signInAsDemo",
  { input: asDemo, limit: "signInByOrigin" },
  async (identity, { next, email }, facts) => enter(await enterDemo(identity, { email }, facts), next),
);

const byMail = z.strictObject({ email: emailInput, next: nextInput });

export const requestSignInLink = publicAction(
  "auth.requestSignInLink",
  { input: byMail, limit: "mailByOrigin" },
  async (identity, { email, next }) => {
    await askForLink(identity, { email, locale: await pageLanguage(), returnTo: next });
    return { redirect: "/check-mail?for=sign-in" };
  },
);
