import "server-only";
import { eq } from "drizzle-orm";
import { inIdentity } from "@/db";
import { users } from "@/db/schema/identity";
import type { IdentityContext } from "@/lib/context";
import { signedInId } from "./people";

export function renameAccount(identity: IdentityContext, input: { name: string }): Promise<void> {
  const userId = signedInId(identity);
  return inIdentity(identity, async (tx) => {
    await tx.update(users).set({ name: input.name }).where(eq(users.id, userId));
  });
}
