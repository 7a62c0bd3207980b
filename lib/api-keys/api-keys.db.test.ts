import { asc, eq } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { inWorkspace } from "@/db";
import { budgets } from "@/db/schema/usage-sums";
import { auditLines } from "@/db/schema/workspaces";
import type { Context } from "@/lib/context";
import { makeApiKey, openApiKey } from "@/lib/gate/api-key";
import { usesKept } from "@/lib/gate/last-use";
import type { Role } from "@/lib/gate/permissions";
import { closeStage, workspaceWith } from "@/lib/team/testing";
import { changeApiKey } from "./change-api-key";
import { createApiKey, mostKeys } from "./create-api-key";
import { findApiKey, listApiKeys, listRevokedKeys } from "./data";
import { endOverlap } from "./end-overlap";
import { revokeApiKey } from "./revoke-api-key";
import { type Overlap, rotateApiKey } from "./rotate-api-key";
import type { KeySettings } from "./settings";

afterAll(async () => {
  await usesKept();
  await closeStage();
});

const zone = "Africa/Luanda";
const hour = 3_600_000;
const plain: KeySettings = {
  name: "ERP",
  scopes: ["credits:read", "usage:write"],
  monthlyLimitMicro: null,
  expiresAt: null,
  addresses: null,
};

async function keyIn(ctx: Context, settings: Partial<KeySettings> = {}) {
  const secret = makeApiKey();
  const { id } = await createApiKey(ctx, { ...plain, ...settings, secret });
  return { id, key: secret.key };
}

async function stage(settings: Partial<KeySettings> = {}) {
  const { owner, members } = await workspaceWith(["developer"]);
  const made = await keyIn(owner.ctx, settings);
  const other = members[0];
  if (!other) throw new Error("The workspace has a developer.");
  return { ...made, ctx: owner.ctx, developer: other.ctx };
}

const hoursLater = (ctx: Context, hours: number): Context => ({
  ...ctx,
  now: new Date(ctx.now.getTime() + hours * hour),
});
const opens = ({ now }: Context, key: string) =>
  openApiKey(key, "credits:read", now, "req_test").then(
    () => true,
    () => false,
  );

const linesOf = (ctx: Context, id: string) =>
  inWorkspace(ctx, (tx) => tx.select().from(auditLines).where(eq(auditLines.target, id)).orderBy(asc(auditLines.seq)));

async function rotate(ctx: Context, id: string, overlap: Overlap, by: Role = "owner") {
  const secret = makeApiKey();
  const { previousUntil } = await rotateApiKey(ctx, id, { secret, overlap, by });
  return { key: secret.key, previousUntil };
}

describe("an API key", () => {
  it("is kept with its settings, is recognised by its end, and nothing kept makes it again", async () => {
    const settings = {
      monthlyLimitMicro: 5_000_000_000n,
      expiresAt: new Date("2030-01-01T00:00:00Z"),
      addresses: ["203.0.113.0/24"],
    };
    const { ctx, id, key } = await stage(settings);
    const [listed] = await listApiKeys(ctx, zone);
    expect(listed).toMatchObject({
      id,
      ...plain,
      ...settings,
      state: "works",
      createdByName: "Olga Owner",
      usedMicro: 0n,
      heldMicro: 0n,
    });
    expect(key.endsWith(listed?.lastFour ?? "none")).toBe(true);
    const [, , lookup = "", secret = ""] = key.split("_");
    const kept = JSON.stringify([listed, await linesOf(ctx, id)], (_, value) =>
      typeof value === "bigint" ? String(value) : value,
    );
    expect(kept).toContain(lookup);
    expect(kept).not.toContain(secret);
  });

  it("leaves an audit line of what was changed, before and after, and none when nothing was", async () => {
    const { ctx, developer, id } = await stage();
    const changed = {
      ...plain,
      by: "developer" as const,
      name: "ERP 2",
      monthlyLimitMicro: 10_000_000n,
      addresses: ["2001:db8::/32"],
    };
    expect(await changeApiKey(developer, id, changed)).toEqual({ changed: true });
    expect(await changeApiKey(developer, id, { ...changed, scopes: [...changed.scopes].reverse() })).toEqual({
      changed: false,
    });
    const lines = await linesOf(ctx, id);
    expect(lines.map(({ action }) => action)).toEqual(["api_key.create", "api_key.change"]);
    expect(lines[1]).toMatchObject({
      before: { name: "ERP", monthlyLimitMicro: null, addresses: null },
      after: { name: "ERP 2", monthlyLimitMicro: "10000000", addresses: ["2001:db8::/32"] },
    });
    expect(Object.keys(lines[1]?.after ?? {})).not.toContain("scopes");
  });

  it("shows recipients to no secret any more once a developer rotated it, and says so in the audit line", async () => {
    const { ctx, developer, id, key } = await stage({ scopes: ["credits:read", "usage:read", "recipients:read"] });
    const fresh = await rotate(developer, id, "day", "developer");
    for (const secret of [key, fresh.key]) {
      expect((await openApiKey(secret, "credits:read", ctx.now, "req_test")).scopes).toEqual([
        "credits:read",
        "usage:read",
      ]);
    }
    expect((await linesOf(ctx, id)).at(-1)).toMatchObject({
      before: { scopes: ["credits:read", "recipients:read", "usage:read"] },
      after: { scopes: ["credits:read", "usage:read"] },
    });
  });

  it("changed by a developer goes on showing recipients when it did, and never begins to", async () => {
    const settings = { scopes: ["usage:read", "recipients:read"] as const };
    const { ctx, developer, id } = await stage(settings);
    await changeApiKey(developer, id, { ...plain, scopes: ["usage:read"], name: "ERP 2", by: "developer" });
    expect((await findApiKey(ctx, zone, id))?.scopes).toEqual(settings.scopes);
    const { id: other } = await keyIn(ctx, { scopes: ["usage:read"] });
    await changeApiKey(developer, other, { ...plain, ...settings, by: "developer" });
    expect((await findApiKey(ctx, zone, other))?.scopes).toEqual(["usage:read"]);
  });

  it("rotated with an overlap opens with both secrets until the moment that was chosen", async () => {
    const { ctx, id, key } = await stage();
    const fresh = await rotate(ctx, id, "day");
    expect(fresh.previousUntil).toEqual(new Date(ctx.now.getTime() + 24 * hour));
    for (const at of [hoursLater(ctx, 0), hoursLater(ctx, 23.999)]) {
      expect([await opens(at, key), await opens(at, fresh.key)]).toEqual([true, true]);
    }
    expect([await opens(hoursLater(ctx, 24), key), await opens(hoursLater(ctx, 24), fresh.key)]).toEqual([false, true]);
    expect((await openApiKey(fresh.key, "credits:read", ctx.now, "req_test")).ctx.actor).toEqual({
      kind: "apiKey",
      id,
    });
  });

  it("rotated without an overlap opens with the new secret alone", async () => {
    const { ctx, id, key } = await stage();
    expect(await opens(ctx, key)).toBe(true);
    const fresh = await rotate(ctx, id, "now");
    expect([await opens(ctx, key), await opens(ctx, fresh.key)]).toEqual([false, true]);
  });

  it("has one secret beside the current one at most, which can be ended before its time", async () => {
    const { ctx, id, key } = await stage();
    const second = await rotate(ctx, id, "week");
    const third = await rotate(ctx, id, "week");
    expect(await Promise.all([key, second.key, third.key].map((one) => opens(ctx, one)))).toEqual([false, true, true]);
    await endOverlap(ctx, id);
    await endOverlap(ctx, id);
    expect(await Promise.all([key, second.key, third.key].map((one) => opens(ctx, one)))).toEqual([false, false, true]);
    expect((await linesOf(ctx, id)).map(({ action }) => action).slice(1)).toEqual([
      "api_key.rotate",
      "api_key.rotate",
      "api_key.end_overlap",
    ]);
  });

  it("goes on counting towards its limit after a rotation", async () => {
    const { ctx, id } = await stage({ monthlyLimitMicro: 100n });
    const used = { workspaceId: ctx.workspaceId, scope: "key" as const, id, usedMicro: 60n, heldMicro: 5n };
    await inWorkspace(ctx, (tx) =>
      tx.insert(budgets).values({ ...used, period: `${ctx.now.toISOString().slice(0, 7)}-01` }),
    );
    await inWorkspace(ctx, (tx) => tx.insert(budgets).values({ ...used, period: "2020-01-01" }));
    await rotate(ctx, id, "day");
    expect(await findApiKey(ctx, "UTC", id)).toMatchObject({ usedMicro: 60n, heldMicro: 5n, monthlyLimitMicro: 100n });
  });

  it("tells when each of its two secrets was used last", async () => {
    const { ctx, id, key } = await stage();
    const fresh = await rotate(ctx, id, "day");
    await opens(hoursLater(ctx, 2), key);
    await opens(hoursLater(ctx, 3), fresh.key);
    await usesKept();
    expect(await findApiKey(hoursLater(ctx, 3), zone, id)).toMatchObject({
      lastUsedAt: hoursLater(ctx, 3).now,
      overlap: { until: fresh.previousUntil, lastUsedAt: hoursLater(ctx, 2).now, lastFour: key.slice(-4) },
    });
  });

  it("that is revoked opens with neither secret, is not changed or rotated any more, and stays to be seen", async () => {
    const { ctx, id, key } = await stage();
    const fresh = await rotate(ctx, id, "week");
    await opens(ctx, key);
    await revokeApiKey(ctx, id);
    expect([await opens(ctx, key), await opens(ctx, fresh.key)]).toEqual([false, false]);
    for (const late of [
      () => changeApiKey(ctx, id, { ...plain, by: "owner", name: "Late" }),
      () => rotateApiKey(ctx, id, { secret: makeApiKey(), overlap: "now", by: "owner" }),
      () => endOverlap(ctx, id),
    ]) {
      await expect(late()).rejects.toMatchObject({ code: "not_found" });
    }
    expect(await listApiKeys(ctx, zone)).toEqual([]);
    expect(await listRevokedKeys(ctx, zone, 10)).toMatchObject([{ id, state: "revoked", overlap: null }]);
  });

  it("that has expired is shown as such, and is not rotated before it is given another end", async () => {
    const { ctx, id } = await stage({ expiresAt: new Date(Date.now() + hour) });
    const late = hoursLater(ctx, 2);
    expect(await findApiKey(late, zone, id)).toMatchObject({ state: "expired" });
    await expect(rotate(late, id, "day")).rejects.toMatchObject({ code: "conflict", key: "api_key_expired" });
    await changeApiKey(late, id, { ...plain, by: "owner" });
    await expect(rotate(late, id, "day")).resolves.toBeDefined();
  });

  it("of another workspace is nobody's to see or change", async () => {
    const [{ id }, { ctx }] = [await stage(), await stage()];
    expect(await findApiKey(ctx, zone, id)).toBeNull();
    await expect(changeApiKey(ctx, id, { ...plain, by: "owner" })).rejects.toMatchObject({ code: "not_found" });
    await revokeApiKey(ctx, id);
    expect(await linesOf(ctx, id)).toEqual([]);
  });

  it("is refused beyond the most a workspace has", async () => {
    const { ctx } = await stage();
    for (let made = 1; made < mostKeys; made++) await keyIn(ctx);
    await expect(keyIn(ctx)).rejects.toMatchObject({ code: "conflict", key: "api_keys_too_many" });
  });
});
