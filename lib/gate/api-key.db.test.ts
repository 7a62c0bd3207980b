import { crc32 } from "node:zlib";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { connect, connection, inWorkspace } from "@/db";
import { apiKeys } from "@/db/schema/workspaces";
import { createApiKey } from "@/lib/api-keys/create-api-key";
import type { Context } from "@/lib/context";
import { env } from "@/lib/env";
import { closeStage, workspaceWith } from "@/lib/team/testing";
import { makeApiKey, openApiKey, readApiKey } from "./api-key";
import { usesKept } from "./last-use";

const elsewhere = connect(env().DATABASE_URL, { name: "another-process", max: 1 });

afterAll(async () => {
  await usesKept();
  await elsewhere.close();
  await closeStage();
});
afterEach(() => vi.restoreAllMocks());

type Column = Partial<typeof apiKeys.$inferInsert>;

async function keyWith(set: Column = {}) {
  const { owner } = await workspaceWith();
  const made = makeApiKey();
  const { id } = await createApiKey(owner.ctx, { name: "Test", scopes: ["credits:read"], secret: made });
  const change = (to: Column, ctx: Context = { ...owner.ctx, db: elsewhere.db }) =>
    inWorkspace(ctx, (tx) => tx.update(apiKeys).set(to).where(eq(apiKeys.id, id)));
  if (Object.keys(set).length > 0) await change(set);
  const row = () =>
    inWorkspace(owner.ctx, async (tx) => (await tx.select().from(apiKeys).where(eq(apiKeys.id, id)))[0]);
  return { id, key: made.key, ctx: owner.ctx, change, row };
}

const open = (key: string, options: { now?: Date; address?: string | null } = {}) =>
  openApiKey(key, "credits:read", options.now ?? new Date(), "req_test", options.address);

const base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** A key of the same lookup whose secret is another and whose checksum is right: what a guesser would send. */
function withOtherSecret(key: string): string {
  const [, , lookup = ""] = key.split("_");
  const [, , , secret = ""] = makeApiKey().key.split("_");
  let [rest, sum] = [crc32(lookup + secret), ""];
  for (let i = 0; i < 6; i++) [rest, sum] = [Math.floor(rest / 62), `${base62[rest % 62]}${sum}`];
  return `saldo_live_${lookup}_${secret}_${sum}`;
}

async function refusedWithin(key: string, milliseconds: number): Promise<void> {
  const started = performance.now();
  await expect
    .poll(
      () =>
        open(key).then(
          () => "open",
          (error) => error.key,
        ),
      { interval: 20, timeout: 5_000 },
    )
    .not.toBe("open");
  expect(performance.now() - started).toBeLessThan(milliseconds);
}

describe("the door of programs", () => {
  it("asks the database once for a stream of requests, in one statement", async () => {
    const { key } = await keyWith({ lastUsedAt: new Date() });
    const { db } = connection();
    const [statements, transactions] = [vi.spyOn(db, "execute"), vi.spyOn(db, "transaction")];
    await Promise.all(Array.from({ length: 50 }, () => open(key)));
    for (let i = 0; i < 50; i++) await open(key);
    expect(statements).toHaveBeenCalledTimes(1);
    expect(transactions).not.toHaveBeenCalled();
  });

  it("is shut within a second for a key that was revoked by another process", async () => {
    const { key, change } = await keyWith();
    await open(key);
    await change({ revokedAt: new Date() });
    expect((await open(key)).workspace.name).toBe("Test House");
    await refusedWithin(key, 1_000);
  });

  it("heeds within a second what another process changed of a key: its end, its scopes, its networks", async () => {
    for (const to of [
      { expiresAt: new Date(Date.now() - 1) },
      { scopes: ["usage:read"] },
      { addresses: ["192.0.2.0/24"] },
    ]) {
      const { key, change } = await keyWith();
      await open(key);
      await change(to);
      await refusedWithin(key, 1_000);
    }
  });

  it("is shut at the moment a key expires, although it was asked of the database before", async () => {
    const now = new Date();
    const { key } = await keyWith({ expiresAt: new Date(now.getTime() + 10_000) });
    await open(key, { now });
    await expect(open(key, { now: new Date(now.getTime() + 9_999) })).resolves.toBeDefined();
    await expect(open(key, { now: new Date(now.getTime() + 10_000) })).rejects.toMatchObject({
      code: "unauthenticated",
      key: "api_key_expired",
    });
  });

  it("compares the secret every time, also of a key that was just opened", async () => {
    const { key } = await keyWith();
    await open(key);
    const forged = withOtherSecret(key);
    expect(readApiKey(forged)?.lookup).toBe(readApiKey(key)?.lookup);
    await expect(open(forged)).rejects.toMatchObject({ code: "unauthenticated", key: "api_key_invalid" });
  });

  it("remembers for nobody that there was no such key", async () => {
    const { key, change } = await keyWith({ revokedAt: new Date() });
    await expect(open(key)).rejects.toMatchObject({ code: "unauthenticated" });
    await change({ revokedAt: null });
    await expect(open(key)).resolves.toBeDefined();
  });

  it("lets a key in from its networks only, however the caller's address is written", async () => {
    const { key } = await keyWith({ addresses: ["203.0.113.0/24", "2001:db8:1::/48"] });
    for (const address of ["203.0.113.9", "::ffff:203.0.113.9", "2001:db8:1:2::3"]) {
      await expect(open(key, { address })).resolves.toBeDefined();
    }
    for (const address of ["203.0.114.9", "2001:db8:2::3", null]) {
      await expect(open(key, { address })).rejects.toMatchObject({ code: "forbidden", key: "api_key_address" });
    }
  });

  it("asks the database about so many unknown keys from one place and no more, and lets known keys go on from there", async () => {
    const { key } = await keyWith();
    const now = new Date();
    const address = "198.51.100.7";
    await open(key, { now, address });
    const statements = vi.spyOn(connection().db, "execute");
    const told = new Map<string, number>();
    for (let i = 0; i < 150; i++) {
      const said = await open(makeApiKey().key, { now, address }).catch(({ code }) => code);
      told.set(said, (told.get(said) ?? 0) + 1);
    }
    expect(told).toEqual(
      new Map([
        ["unauthenticated", 99],
        ["rate_limited", 51],
      ]),
    );
    expect(statements.mock.calls.length).toBe(99);
    await expect(open(key, { now, address })).resolves.toBeDefined();
    await expect(open(makeApiKey().key, { now, address: "198.51.100.8" })).rejects.toMatchObject({
      code: "unauthenticated",
    });
    const later = new Date(now.getTime() + 1000);
    await expect(open(makeApiKey().key, { now: later, address })).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it.each([
    ["a made-up one", () => "saldo_live_nonsense"],
    ["a known one with another secret", withOtherSecret],
    ["none at all", () => ""],
  ])("grows tired of whoever shows %s again and again", async (_, keyOf) => {
    const { key } = await keyWith();
    const now = new Date();
    const address = `192.0.2.${_.length}`;
    await open(key, { now });
    const told = new Set<string>();
    for (let i = 0; i < 101; i++) told.add(await open(keyOf(key), { now, address }).catch(({ code }) => code));
    expect([...told]).toEqual(["unauthenticated", "rate_limited"]);
  });

  it("counts for the key's own limit what its scopes or networks refuse", async () => {
    const [{ key }, { key: away }] = [await keyWith({ scopes: [] }), await keyWith({ addresses: ["192.0.2.0/24"] })];
    const now = new Date();
    for (const refused of [key, away]) {
      const told = new Set<string>();
      for (let i = 0; i < 2001; i++) told.add(await open(refused, { now }).catch(({ code }) => code));
      expect([...told]).toEqual(["forbidden", "rate_limited"]);
    }
  });

  it("keeps when a key was used, once a minute at most, without the request waiting", async () => {
    const { key, row } = await keyWith();
    const start = Date.now();
    const at = async (seconds: number) => {
      await open(key, { now: new Date(start + seconds * 1000) });
      await usesKept();
      return (await row())?.lastUsedAt?.getTime();
    };
    expect(await at(0)).toBe(start);
    expect(await at(59)).toBe(start);
    expect(await at(61)).toBe(start + 61_000);
  });
});
