import { sql } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { closeConnections, connection, database, inSystem, systemDatabase } from "@/db";
import { readiness } from "./ready";

const beat = (ago: string) =>
  database().execute(sql`insert into worker_heartbeats values ('pool-1', now(), now() - ${ago}::interval)`);

beforeEach(async () => {
  await inSystem(systemDatabase(), (tx) => tx.execute(sql`delete from outbox`));
  await database().execute(sql`delete from worker_heartbeats`);
});
afterAll(() => closeConnections());

describe("readiness", () => {
  it("names each check, and the server under test stands but for its durability, which tests switch off", async () => {
    await beat("1 second");
    const { checks } = await readiness();
    expect(checks).toMatchObject({
      database: { ok: true },
      schema: { ok: true },
      worker: { ok: true },
      outbox: { ok: true },
    });
    expect(checks.durability.ok).toBe(false);
  });

  it("fails without a worker, and with one that has been silent for a minute", async () => {
    expect((await readiness()).checks.worker.ok).toBe(false);
    await beat("61 seconds");
    const { ok, checks } = await readiness();
    expect(ok).toBe(false);
    expect(checks.worker).toEqual({ ok: false, detail: "no worker has been heard of for a minute" });
  });

  it("fails when an effect has been due for more than five minutes, and not for one that waits for its time", async () => {
    const ws = "ws_ready";
    await database().transaction(async (tx) => {
      await tx.execute(sql`select set_config('app.ws', ${ws}, true)`);
      await tx.execute(
        sql`insert into workspaces values (${ws}, 'ready', 'Ready', 'AOA', 'AO', 'Africa/Luanda', 'pt', now())`,
      );
      await tx.execute(sql`insert into outbox (workspace_id, id, topic, payload, effect_key, created_at, available_at)
        values (${ws}, 'out_1', 't', '{}', 'later', now() - interval '1 hour', now() + interval '1 hour')`);
    });
    expect((await readiness()).checks.outbox.ok).toBe(true);
    await inSystem(systemDatabase(), (tx) =>
      tx.execute(sql`update outbox set available_at = now() - interval '301 seconds'`),
    );
    expect((await readiness()).checks.outbox.ok).toBe(false);
  });

  it("says nothing of versions, hosts or names", async () => {
    expect(JSON.stringify(await readiness())).not.toMatch(/\d+\.\d+|127\.0|saldo_|postgres/i);
  });

  it("answers within two seconds when every connection is taken", async () => {
    const { turnstile } = connection();
    const leave = await Promise.all(Array.from({ length: turnstile.size }, () => turnstile.enter()));
    const started = performance.now();
    const { ok, checks } = await readiness();
    for (const go of leave) go();
    expect(ok).toBe(false);
    expect(checks.database).toEqual({ ok: false, detail: "no answer within a second" });
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
