import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { closeConnections, database, inSystem, inWorkspace, systemDatabase } from "@/db";
import { outbox } from "@/db/schema/work";
import type { Context } from "@/lib/context";
import { newId } from "@/lib/ids";
import { announce } from "@/lib/notifications/announce";
import { everyNotification, noon, queuedJobs, teamOf } from "@/lib/notifications/testing";
import { backOffMs, drainOutbox, outboxAttempts } from "./drain-outbox";
import { enqueue } from "./enqueue";

afterAll(() => closeConnections());
beforeEach(() => inSystem(systemDatabase(), (tx) => tx.delete(outbox)));

const leave = (ctx: Context, effectKey: string, availableAt = noon) =>
  inWorkspace(ctx, (tx) =>
    tx.insert(outbox).values({
      workspaceId: ctx.workspaceId,
      id: newId("out"),
      topic: "test",
      payload: {},
      effectKey,
      createdAt: noon,
      availableAt,
    }),
  );
const rows = () => inSystem(systemDatabase(), (tx) => tx.select().from(outbox));
const at = (ms: number) => () => new Date(noon.getTime() + ms);
const drain = (act: (effectKey: string, ctx: Context) => Promise<void>, now = at(0)) =>
  drainOutbox({ now, act: (ctx, row) => act(row.effectKey, ctx) });

describe("the outbox", () => {
  it("delivers an effect that was written first and committed last", async () => {
    const { ctx } = await teamOf("owner");
    const seen: string[] = [];
    let commit = () => {};
    const held = new Promise<void>((resolve) => {
      commit = resolve;
    });
    let written = () => {};
    const first = new Promise<void>((resolve) => {
      written = resolve;
    });
    const slow = inWorkspace(ctx, async (tx) => {
      await leave({ ...ctx, db: tx }, "first");
      written();
      await held;
    });
    await first;
    await leave(ctx, "second");
    await drain(async (key) => void seen.push(key));
    expect(seen).toEqual(["second"]);
    commit();
    await slow;
    await drain(async (key) => void seen.push(key));
    expect(seen).toEqual(["second", "first"]);
    expect((await rows()).map((row) => row.status)).toEqual(["done", "done"]);
  });

  it("works in the order in which effects are due, and leaves alone what is not", async () => {
    const { ctx } = await teamOf("owner");
    await leave(ctx, "late", at(-1_000)());
    await leave(ctx, "later", at(-500)());
    await leave(ctx, "early", at(-2_000)());
    await leave(ctx, "tomorrow", at(86_400_000)());
    const seen: string[] = [];
    expect(await drain(async (key) => void seen.push(key))).toBe(3);
    expect(seen).toEqual(["early", "late", "later"]);
  });

  it("gives each effect to one of two that drain at once", async () => {
    const { ctx } = await teamOf("owner");
    for (let n = 0; n < 20; n++) await leave(ctx, `effect ${n}`);
    const seen: string[] = [];
    let together = 0;
    let inside = 0;
    const act = async (key: string, { db }: Context) => {
      inside += 1;
      together = Math.max(together, inside);
      seen.push(key);
      await db.execute("select pg_sleep(0.01)");
      inside -= 1;
    };
    await Promise.all([drain(act), drain(act), drain(act)]);
    expect(together).toBeGreaterThan(1);
    expect(seen).toHaveLength(20);
    expect(new Set(seen).size).toBe(20);
  });

  it("undoes what a failing effect wrote, tries again later and later, and in the end gives up visibly", async () => {
    const { ctx } = await teamOf("owner");
    await leave(ctx, "doomed");
    let clock = 0;
    for (let attempt = 1; attempt <= outboxAttempts; attempt++) {
      const taken = await drain(async (_key, { db }) => {
        await enqueue(db, "records.clean", {});
        throw new Error(`no luck ${attempt}`);
      }, at(clock));
      expect(taken).toBe(1);
      clock += backOffMs(attempt);
    }
    const [row] = await rows();
    expect(row).toMatchObject({ status: "dead", attempts: outboxAttempts, lastError: `no luck ${outboxAttempts}` });
    expect(await queuedJobs()).toEqual([]);
    expect(await drain(async () => {}, at(clock * 10))).toBe(0);
  });

  it("waits between attempts", async () => {
    const { ctx } = await teamOf("owner");
    await leave(ctx, "unlucky");
    const fail = async () => {
      throw new Error("no luck");
    };
    await drain(fail);
    expect(await drain(fail, at(1_999))).toBe(0);
    expect(await drain(fail, at(2_000))).toBe(1);
    expect(await drain(fail, at(5_999))).toBe(0);
    expect(await drain(fail, at(6_000))).toBe(1);
  });

  it("goes on with the others when one fails", async () => {
    const { ctx } = await teamOf("owner");
    await leave(ctx, "bad", at(-10)());
    await leave(ctx, "good");
    await drain(async (key) => {
      if (key === "bad") throw new Error("bad");
    });
    const found = Object.fromEntries((await rows()).map((row) => [row.effectKey, row.status]));
    expect(found).toEqual({ bad: "pending", good: "done" });
  });

  it("marks an effect as done in the transaction of what it does", async () => {
    const { ctx } = await teamOf("owner");
    await leave(ctx, "effect");
    await drain(async (_key, { db }) => {
      await enqueue(db, "records.clean", {}, { key: "seen" });
      // Seen from outside, neither has happened yet.
      expect((await queuedJobs()).length).toBe(0);
      expect((await rows())[0]?.status).toBe("pending");
    });
    expect((await rows())[0]?.status).toBe("done");
    expect((await queuedJobs()).map((job) => job.key)).toContain("seen");
  });

  it("gives up on a topic nobody handles instead of calling it done", async () => {
    const { ctx } = await teamOf("owner");
    await leave(ctx, "stranger");
    await drainOutbox({ now: at(0) });
    expect((await rows())[0]).toMatchObject({
      status: "pending",
      attempts: 1,
      lastError: "Nobody handles the topic test",
    });
  });
});

describe("an announcement", () => {
  const joined = { kind: "member_joined", values: { person: "Rui", role: "viewer" }, effectKey: "joined:1" } as const;

  it("reaches everybody whose role it concerns, once, and nobody in another workspace", async () => {
    const { ctx, people } = await teamOf("owner", "admin", "viewer");
    await teamOf("owner", "admin");
    await announce(ctx, { notice: joined, audience: "team:write", except: people.owner });
    await announce(ctx, { notice: joined, audience: "team:write", except: people.owner });
    expect(await drainOutbox({ now: at(0) })).toBe(1);
    expect((await everyNotification()).map((row) => row.userId)).toEqual([people.admin]);
  });

  it("of a change that is rolled back is never made", async () => {
    const { ctx } = await teamOf("owner");
    const change = inWorkspace(ctx, async (tx) => {
      await announce({ ...ctx, db: tx }, { notice: { ...joined, effectKey: "joined:2" }, audience: "team:write" });
      throw new Error("changed my mind");
    });
    await expect(change).rejects.toThrow("changed my mind");
    expect(await rows()).toEqual([]);
  });
});

describe("a job", () => {
  it("exists when its transaction commits, and not when it does not", async () => {
    const { ctx } = await teamOf("owner");
    const before = (await queuedJobs()).length;
    const undone = inWorkspace(ctx, async (tx) => {
      await enqueue(tx, "records.clean", {});
      throw new Error("no");
    });
    await expect(undone).rejects.toThrow("no");
    expect(await queuedJobs()).toHaveLength(before);
    await inWorkspace(ctx, (tx) => enqueue(tx, "records.clean", {}));
    expect(await queuedJobs()).toHaveLength(before + 1);
  });

  it("left twice under one key is one job", async () => {
    await enqueue(database(), "outbox.sweep", {}, { key: "twice" });
    await enqueue(database(), "outbox.sweep", {}, { key: "twice" });
    expect((await queuedJobs()).filter((job) => job.key === "twice")).toHaveLength(1);
  });
});
