import "server-only";
import { inIdentity } from "@/db";
import type { IdentityContext } from "@/lib/context";
import { personById, signedInId } from "./people";
import { revokeSessionsOf } from "./revoke-session";

/** Ends every session of the person, or every other one; says how many. */
export function signOutEverywhere(
  identity: IdentityContext,
  input: { exceptSessionId?: string } = {},
): Promise<number> {
  const userId = signedInId(identity);
  return inIdentity(identity, async (tx) => {
    await personById(tx, userId);
    return revokeSessionsOf(tx, userId, identity.now, input.exceptSessionId);
  });
}
