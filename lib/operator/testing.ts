import { eq } from "drizzle-orm";
import { database, inIdentity } from "@/db";
import { users } from "@/db/schema/identity";
import type { OperatorContext, UserId } from "@/lib/context";
import { someone } from "@/lib/team/testing";

/** Somebody who runs the installation. */
export async function operator(name = "Otto Operator"): Promise<UserId> {
  const { actor, ...identity } = await someone(name);
  await inIdentity({ ...identity, actor }, (tx) =>
    tx.update(users).set({ isOperator: true }).where(eq(users.id, actor.id)),
  );
  return actor.id;
}

export function operationOf(id: UserId, now = new Date()): OperatorContext {
  return { actor: { kind: "operator", id }, now, db: database(), requestId: "req_test" };
}
