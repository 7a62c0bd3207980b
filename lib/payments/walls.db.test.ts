import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { closeConnections, database, inOperation, inSystem, inWorkspace, systemDatabase } from "@/db";
import { users } from "@/db/schema/identity";
import { providerEvents, reviews } from "@/db/schema/payments";
import { workspaces } from "@/db/schema/workspaces";
import { personWith, workspaceOf } from "@/lib/auth/testing";
import type { Context, OperatorContext, UserId } from "@/lib/context";

let mine: Context;
let operator: OperatorContext;
let stranger: OperatorContext;

const contextOf = (id: UserId): OperatorContext => ({
  actor: { kind: "operator", id },
  now: new Date(),
  db: database(),
  requestId: "req_test",
});

beforeAll(async () => {
  const [owner, boss, nobody] = [await personWith(), await personWith(), await personWith()];
  mine = await workspaceOf(owner.id);
  await workspaceOf(nobody.id);
  await inSystem(systemDatabase(), (tx) => tx.update(users).set({ isOperator: true }).where(sql`id = ${boss.id}`));
  operator = contextOf(boss.id);
  stranger = contextOf(nobody.id);
});
afterAll(() => closeConnections());

const event = (id: string) => ({
  provider: "stripe" as const,
  id,
  account: "acct_1",
  livemode: false,
  type: "payment_intent.succeeded",
  payload: {},
  happenedAt: new Date(),
  receivedAt: new Date(),
  nextAt: new Date(),
});

it("anybody's announcement is written down once, and read by the worker and the operator alone", async () => {
  const store = (id: string) => database().insert(providerEvents).values(event(id)).onConflictDoNothing();
  await store("evt_1");
  await store("evt_1");
  expect(await inWorkspace(mine, (tx) => tx.$count(providerEvents))).toBe(0);
  expect(await inSystem(systemDatabase(), (tx) => tx.$count(providerEvents))).toBe(1);
  expect(await inOperation(operator, (tx) => tx.$count(providerEvents))).toBe(1);
});

it("an announcement cannot be written down as if it had been worked off", async () => {
  const done = database()
    .insert(providerEvents)
    .values({ ...event("evt_2"), status: "done" });
  await expect(done).rejects.toMatchObject({ cause: { code: "42501" } });
});

it("only who is an operator in the database looks over all workspaces", async () => {
  expect(await inOperation(operator, (tx) => tx.$count(workspaces))).toBe(2);
  expect(await inOperation(stranger, (tx) => tx.$count(workspaces))).toBe(1);
  expect(await inOperation(stranger, (tx) => tx.$count(reviews))).toBe(0);
});
