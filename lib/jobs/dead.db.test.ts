import { afterAll, expect, it } from "vitest";
import { closeConnections, database, inWorkspace } from "@/db";
import { outbox } from "@/db/schema/work";
import { workerPool } from "@/db/worker-pool";
import { workState } from "@/lib/health/work-state";
import { noon, teamOf } from "@/lib/notifications/testing";
import { listDead, retryDead } from "./dead";
import { drainOutbox } from "./drain-outbox";
import { enqueue } from "./enqueue";

const pool = workerPool(process.env.DATABASE_WORKER_URL ?? "", 1, () => {});
afterAll(async () => {
  await pool.end();
  await closeConnections();
});

it("a job that used up its attempts is seen, counted and can be tried again", async () => {
  await enqueue(database(), "records.clean", {}, { maxAttempts: 3 });
  expect(await listDead(pool)).toEqual([]);
  await pool.query("update graphile_worker._private_jobs set attempts = 3, last_error = 'mail server said no'");
  const [letter] = await listDead(pool);
  expect(letter).toMatchObject({ what: "records.clean", attempts: 3, lastError: "mail server said no" });
  expect((await workState(database())).jobsDead).toBe(1);

  expect(await retryDead(pool, "999999", noon)).toBe(false);
  expect(await retryDead(pool, letter?.id ?? "", noon)).toBe(true);
  expect(await listDead(pool)).toEqual([]);
  expect((await workState(database())).jobsWaiting).toBe(1);
});

it("an effect that was given up is seen, counted and can be tried again", async () => {
  const { ctx } = await teamOf("owner");
  const row = {
    workspaceId: ctx.workspaceId,
    id: "out_dead",
    topic: "test",
    payload: {},
    effectKey: "k",
    createdAt: noon,
    availableAt: noon,
  };
  await inWorkspace(ctx, (tx) => tx.insert(outbox).values({ ...row, status: "dead", attempts: 10, lastError: "no" }));
  expect(await listDead(pool)).toContainEqual({
    id: "out_dead",
    what: "test",
    attempts: 10,
    lastError: "no",
    since: noon,
  });
  expect((await workState(database())).outboxDead).toBe(1);

  expect(await retryDead(pool, "out_none", noon)).toBe(false);
  expect(await retryDead(pool, "out_dead", noon)).toBe(true);
  const seen: string[] = [];
  await drainOutbox({ now: () => noon, act: async (_ctx, { id }) => void seen.push(id) });
  expect(seen).toEqual(["out_dead"]);
});
