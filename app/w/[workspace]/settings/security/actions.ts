"use server";

import { z } from "zod";
import { accountAction } from "@/app/_gate/form-action";
import { forgetSession } from "@/app/_gate/session";
import { changePassword as change } from "@/lib/auth/change-password";
import { revokeSession as revoke } from "@/lib/auth/revoke-session";
import { passwordInput } from "@/lib/auth/schema";
import { signOutEverywhere as signOut } from "@/lib/auth/sign-out-everywhere";

export const changePassword = accountAction(
  "account.changePassword",
  {
    input: z.strictObject({ currentPassword: passwordInput.optional(), newPassword: passwordInput }),
    secret: ["currentPassword", "newPassword"],
  },
  async (identity, input, { viewer }) => {
    const { sessionsEnded } = await change(identity, { ...input, sessionId: viewer.sessionId });
    return { done: "settings.security.changed", values: { count: sessionsEnded } };
  },
);

export const revokeSession = accountAction(
  "account.revokeSession",
  { input: z.strictObject({ session: z.string().regex(/^ses_[0-9a-z]{26}$/) }) },
  async (identity, input) => {
    await revoke(identity, { sessionId: input.session });
    return { done: "settings.sessions.ended" };
  },
);

export const signOutEverywhere = accountAction(
  "account.signOutEverywhere",
  { input: z.strictObject({}) },
  async (identity) => {
    await signOut(identity);
    await forgetSession();
    return { redirect: "/sign-in" };
  },
);
