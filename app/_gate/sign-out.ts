"use server";

import { z } from "zod";
import { revokeSession } from "@/lib/auth/revoke-session";
import { nextInput } from "@/lib/auth/schema";
import { accountAction } from "./form-action";
import { forgetSession } from "./session";

const leave = z.strictObject({ next: nextInput });

export const signOut = accountAction("auth.signOut", { input: leave }, async (identity, { next }, { viewer }) => {
  await revokeSession(identity, { sessionId: viewer.sessionId });
  await forgetSession();
  return { redirect: next ?? "/sign-in?notice=signed-out" };
});
