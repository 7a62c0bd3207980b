import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { closeConnections, inWorkspace } from "@/db";
import { closeHot } from "@/db/hot";
import { workspaces } from "@/db/schema/workspaces";
import type { Context } from "@/lib/context";
import { groupUsage, usageGroups } from "./group-usage";
import { listUsage, sumUsage } from "./list-usage";
import { meterUsage } from "./meter";
import { readUsage } from "./read-usage";
import { returnUsage } from "./return-usage";
import { usageEvent } from "./schema";
import { agentIn, noon, prepareBooks, workspaceWith } from "./testing";

const place = { timeZone: "Africa/Luanda", country: "AO" };
let ctx: Context;
const change = (to: Partial<typeof workspaces.$inferInsert>) =>
  inWorkspace(ctx, (tx) => tx.update(workspaces).set(to).where(eq(workspaces.id, ctx.workspaceId)));

beforeAll(async () => {
  await prepareBooks();
  ctx = await workspaceWith({ wallet: 60 });
  await agentIn(ctx, "ana");
  const to = (i: number) => (i % 3 === 0 ? "+351910000001" : `+24492300000${i % 4}`);
  const events = Array.from({ length: 30 }, (_, i) =>
    usageEvent.parse({
      id: `event ${i}`,
      channel: i % 2 ? "sms" : "whatsapp",
      to: to(i),
      parts: 1 + (i % 3),
      ...(i % 5 ? {} : { agent: "ana" }),
      ...(i % 7 ? {} : { user: "Rui" }),
      occurred_at: new Date(noon.getTime() - (i % 6) * 86_400_000).toISOString(),
    }),
  );
  await meterUsage(ctx, events);
  await returnUsage(ctx, "event 3", null);
});
afterAll(async () => {
  await closeHot();
  await closeConnections();
});

it.each(usageGroups)("added up by %s it is what the list says, with the same filter and without one", async (by) => {
  const filters = [
    {},
    { channel: ["sms" as const] },
    { agent: ["ana"] },
    { q: "923000001" },
    { status: ["refused" as const] },
  ];
  for (const filter of filters) {
    const { totals } = await listUsage(ctx, place, filter, { after: null, limit: 1, recipients: "full" });
    const { groups, more } = await groupUsage(ctx, place, filter, { by, recipients: "full" });
    const sum = (pick: (group: (typeof groups)[number]) => number) => groups.reduce((all, one) => all + pick(one), 0);
    expect(more).toBe(0);
    expect([sum(({ charged }) => charged), sum(({ refused }) => refused)]).toEqual([totals.charged, totals.refused]);
    expect(groups.reduce((all, { amountMicro }) => all + amountMicro, 0n)).toBe(totals.amountMicro);
  }
});

it("does not tell who sees recipients masked how those compare that used as much", async () => {
  const sent = await workspaceWith({ wallet: 60 });
  const numbers = Array.from({ length: 12 }, (_, i) => `+2449230001${10 + i}`);
  await meterUsage(
    sent,
    numbers.map((to, i) => usageEvent.parse({ id: `one ${i}`, channel: "sms", to })),
  );
  const order = async (recipients: "full" | "masked") =>
    (await groupUsage(sent, place, {}, { by: "recipient", recipients })).groups.map(({ value }) => value);
  expect(await order("full")).toEqual(numbers);
  expect((await order("masked")).toSorted()).toEqual(numbers);
  expect(await order("masked")).not.toEqual(numbers);
});

it.each([
  {},
  { channel: ["whatsapp" as const] },
  { agent: ["ana"] },
  { agent: ["ana"], channel: ["sms" as const] },
  { kind: ["outbound_international_sms"] },
  { from: "2026-06-20" as const, to: "2026-06-22" as const },
])(
  "days of the rollup and the log itself tell the same of %o, also for a workspace that has changed its zone",
  async (filter) => {
    const read = async (narrower = {}) => {
      const asked = { ...filter, ...narrower };
      const groups = usageGroups.map((by) => groupUsage(ctx, place, asked, { by, recipients: "full" }));
      return { totals: await sumUsage(ctx, place, asked, "full"), groups: await Promise.all(groups) };
    };
    await change({ zoneChangedAt: null });
    const told = await read();
    expect(told.totals.charged).toBeGreaterThan(0);
    // Nothing costs less than nothing, but the rollup does not keep what one event cost.
    expect(await read({ min: 0 })).toEqual(told);
    await change({ timeZone: "Asia/Kathmandu" });
    await change({ timeZone: place.timeZone });
    expect(await read()).toEqual(told);
  },
);

it("in the days of another zone the log is asked, not the rollup", async () => {
  // Noon in Greenwich is tomorrow there.
  const moved = { ...place, timeZone: "Pacific/Kiritimati" };
  await change({ timeZone: moved.timeZone });
  for (const filter of [{}, { agent: ["ana"] }, { from: "2026-06-20" as const, to: "2026-06-20" as const }]) {
    const { groups } = await groupUsage(ctx, moved, filter, { by: "channel", recipients: "full" });
    const exact = await groupUsage(ctx, moved, { ...filter, min: 0 }, { by: "channel", recipients: "full" });
    expect(groups).toEqual(exact.groups);
    expect(await sumUsage(ctx, moved, filter, "full")).toEqual(
      await sumUsage(ctx, moved, { ...filter, min: 0 }, "full"),
    );
  }
  await change({ timeZone: place.timeZone });
});

it.each(["channel", "recipient"] as const)(
  "the largest %s stands first, by its figure and not by its digits",
  async (by) => {
    const rich = await workspaceWith({ wallet: 500 });
    const parts = { sms: 9, whatsapp: 1, email: 200 };
    const to = { sms: "+244923000001", whatsapp: "+244923000002", email: "ana@example.com" };
    for (const channel of ["sms", "whatsapp", "email"] as const) {
      await meterUsage(rich, [usageEvent.parse({ id: channel, channel, to: to[channel], parts: parts[channel] })]);
    }
    for (const filter of [{}, { min: 0 }]) {
      const { groups } = await groupUsage(rich, place, filter, { by, recipients: "full" });
      expect(groups.map(({ value }) => value)).toEqual(
        (["email", "sms", "whatsapp"] as const).map((one) => (by === "channel" ? one : to[one])),
      );
    }
  },
);

it("whoever may not see recipients sees them masked, in a group and on a receipt", async () => {
  const { groups } = await groupUsage(ctx, place, {}, { by: "recipient", recipients: "masked" });
  expect(groups.map(({ shown }) => shown)).toContain("+351•••01");
  const { rows } = await listUsage(ctx, place, {}, { after: null, limit: 1, recipients: "full" });
  const [row] = rows;
  if (!row) throw new Error("there is usage");
  expect((await readUsage(ctx, row.cursor, "full"))?.recipient).toBe(row.recipient);
  expect((await readUsage(ctx, row.cursor, "masked"))?.recipient).toContain("•••");
  const others = await workspaceWith();
  expect(await readUsage(others, row.cursor, "full")).toBeNull();
});
