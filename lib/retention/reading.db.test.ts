import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { closeConnections, inWorkspace, systemDatabase } from "@/db";
import { closeHot } from "@/db/hot";
import { auditHeads, auditLines, workspaces } from "@/db/schema/workspaces";
import type { Context } from "@/lib/context";
import { csvPage, momentNow } from "@/lib/exports/csv-page";
import { writeCsv } from "@/lib/exports/write-csv";
import { groupUsage } from "@/lib/metering/group-usage";
import { singleDays } from "@/lib/metering/kept-from";
import { listUsage, sumUsage } from "@/lib/metering/list-usage";
import { readSummarised } from "@/lib/metering/summarised-usage";
import { prepareBooks } from "@/lib/metering/testing";
import type { UsageFilter } from "@/lib/metering/usage-filter";
import type { LocalDay } from "@/lib/time";
import { foreseeSummary, readRetention } from "./data";
import { keepUsage } from "./keep-usage";
import { summariseUsage } from "./summarise-usage";
import { atDay, keepFor, prepareYears, summerBooks } from "./testing";

const place = { timeZone: "Africa/Luanda", country: "AO" };
const summer = { from: "2026-06-01" as LocalDay, to: "2026-08-31" as LocalDay };
const june = { from: "2026-06-01" as LocalDay, to: "2026-06-30" as LocalDay };
const page = { after: null, limit: 100, recipients: "full" as const };

let books: Context;
let untouched: Context;

beforeAll(async () => {
  await prepareBooks();
  await prepareYears();
  untouched = atDay(await summerBooks(), "2026-10-10");
  books = atDay(await summerBooks(), "2026-10-10");
  await summariseUsage(systemDatabase(), books.workspaceId, { now: books.now });
});
afterAll(async () => {
  await closeHot();
  await closeConnections();
});

it("a list that begins before the first kept day begins there: its rows, its totals and its file are of the same items", async () => {
  for (const filter of [summer, { ...summer, channel: ["sms" as const] }, { ...summer, q: "august" }]) {
    const list = await listUsage(books, place, filter, page);
    expect(list.keptFrom).toBe("2026-07-10");
    expect(list.rows.map(({ id }) => id)).toEqual(["august"]);
    expect(list.totals).toMatchObject({ events: 1, amountMicro: 1_000_000n });
    expect(await sumUsage(books, place, filter, "full")).toEqual(list.totals);
    const order = {
      place,
      filter: await singleDays(books, filter),
      format: "standard",
      zone: "UTC",
      recipients: "full",
    } as const;
    const file = await csvPage(books, { ...order, moment: await momentNow(books) }, null, 100);
    expect(file).toMatchObject({ rows: 1, amountMicro: 1_000_000n });
  }
});

it("a file that is on its way while its first days are summarised does not end as if it were whole", async () => {
  const ctx = atDay(await summerBooks(), "2026-10-10");
  const order = { place, filter: summer, format: "standard", zone: "UTC", recipients: "full" } as const;
  const file = async (meanwhile: () => Promise<unknown>) => {
    let whole = false;
    const told = () => {
      whole = true;
    };
    const pieces = writeCsv(ctx, { ...order, moment: await momentNow(ctx) }, told, { first: 2, next: 2 });
    await pieces.next();
    await meanwhile();
    for await (const _ of pieces);
    return whole;
  };
  expect(await file(async () => undefined)).toBe(true);
  const cut = file(() => summariseUsage(systemDatabase(), ctx.workspaceId, { now: ctx.now }));
  await expect(cut).rejects.toThrow("were summarised while a file that begins on 2026-06-01 was written");
});

it("days that are all summarised list nothing, and days that are all single say nothing of it", async () => {
  expect(await listUsage(books, place, june, page)).toMatchObject({
    rows: [],
    totals: { events: 0 },
    keptFrom: "2026-07-10",
  });
  const august = { from: "2026-08-01" as LocalDay, to: "2026-08-31" as LocalDay };
  expect(await listUsage(books, place, august, page)).toMatchObject({ keptFrom: null, totals: { events: 1 } });
  expect(await readSummarised(books, place.timeZone, august)).toBeNull();
});

it.each(["day", "channel", "kind", "agent"] as const)("added up by %s nothing is missing", async (by) => {
  for (const filter of [
    summer,
    june,
    { ...summer, channel: ["sms" as const] },
    { ...summer, agent: ["ana"] },
  ] satisfies UsageFilter[]) {
    const of = (ctx: Context) => groupUsage(ctx, place, filter, { by, recipients: "full" });
    expect(await of(books)).toEqual(await of(untouched));
    expect((await of(books)).groups.length).toBeGreaterThan(0);
  }
});

it("what is summarised of the days asked for is told by the days, as far as days can tell it", async () => {
  const told = await readSummarised(books, place.timeZone, summer);
  expect(told).toMatchObject({ keptFrom: "2026-07-10", from: "2026-06-01", to: "2026-07-09" });
  const all = await sumUsage(untouched, place, { from: summer.from, to: "2026-07-09" as LocalDay }, "full");
  expect(told?.totals).toEqual({ charged: all.charged, refused: all.refused, amountMicro: all.amountMicro });
  expect(await readSummarised(books, place.timeZone, { ...summer, q: "a" })).toMatchObject({ totals: null });
  expect((await readSummarised(books, place.timeZone, { ...june, agent: ["ana"] }))?.totals).toMatchObject({
    charged: 1,
  });
});

it("in a zone that was chosen since, the summarised days stay the days they were", async () => {
  const moved = atDay(await summerBooks(), "2026-10-10");
  await summariseUsage(systemDatabase(), moved.workspaceId, { now: moved.now });
  await inWorkspace(moved, (tx) =>
    tx.update(workspaces).set({ timeZone: "Asia/Jakarta" }).where(eq(workspaces.id, moved.workspaceId)),
  );
  const of = (ctx: Context, timeZone: string) =>
    groupUsage(ctx, { ...place, timeZone }, summer, { by: "day", recipients: "full" });
  expect(await of(moved, "Asia/Jakarta")).toEqual(await of(books, "Africa/Luanda"));
});

it("the setting says before what it does, is told in the audit trail, and is done at once by the worker", async () => {
  await keepFor(untouched, null);
  await inWorkspace(untouched, (tx) => tx.insert(auditHeads).values({ workspaceId: untouched.workspaceId }));
  expect(await readRetention(untouched)).toEqual({ months: null, summarised: null });
  expect(await foreseeSummary(untouched, place.timeZone, 3)).toEqual({ before: "2026-07-10", items: 8 });
  expect(await foreseeSummary(untouched, place.timeZone, 6)).toMatchObject({ items: 0 });
  await keepUsage(untouched, 3);
  await keepUsage(untouched, 3);
  const lines = await inWorkspace(untouched, (tx) =>
    tx.select().from(auditLines).where(eq(auditLines.workspaceId, untouched.workspaceId)),
  );
  expect(lines).toMatchObject([{ action: "usage.keep", before: { months: null }, after: { months: 3 } }]);
  await summariseUsage(systemDatabase(), untouched.workspaceId, { now: untouched.now });
  expect(await readRetention(untouched)).toMatchObject({ months: 3, summarised: { before: "2026-07-10", items: 7 } });
});
