import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { inWorkspace } from "@/db";
import { closeFiles } from "@/db/files";
import { closeHot } from "@/db/hot";
import { usageDays } from "@/db/schema/usage-sums";
import type { Context } from "@/lib/context";
import { csvPage, momentNow } from "@/lib/exports/csv-page";
import { dialects, headerLine } from "@/lib/exports/formats";
import { readCsv } from "@/lib/exports/testing";
import { closeStage } from "@/lib/team/testing";
import { checkSort, listUsage, type UsageCursor, type UsageRow } from "./list-usage";
import { meterUsage } from "./meter";
import { usageEvent } from "./schema";
import { noon, prepareBooks, workspaceWith } from "./testing";
import type { UsageFilter } from "./usage-filter";
import { mostSorted, type UsageSort, usageSorts } from "./usage-sort";

const place = { timeZone: "Africa/Luanda", country: "AO" };
const filter = { from: "2026-06-01", to: "2026-06-30" } as const;
let ctx: Context;

beforeAll(async () => {
  await prepareBooks();
  ctx = await workspaceWith({ wallet: 200 });
  // Many that share their moment, their credits and their recipient, so that only the key tells them apart.
  const events = Array.from({ length: 60 }, (_, i) =>
    usageEvent.parse({
      id: `event ${i}`,
      ...(i % 6 === 0
        ? { channel: "ai", feature: "content" }
        : { channel: "sms", to: `+24492300000${i % 4}`, parts: 1 + (i % 3) }),
      occurred_at: new Date(noon.getTime() - (i % 5) * 3_600_000).toISOString(),
    }),
  );
  await meterUsage(ctx, events);
});
afterAll(async () => {
  await Promise.all([closeHot(), closeFiles()]);
  await closeStage();
});

async function pages(sort: UsageSort, limit: number, more: UsageFilter = {}): Promise<UsageRow[]> {
  const all: UsageRow[] = [];
  for (let after: UsageCursor | null = null; ; ) {
    const list = await listUsage(ctx, place, { ...filter, ...more }, { after, limit, recipients: "full", sort });
    expect(list.sort).toBe(sort);
    all.push(...list.rows);
    after = list.next;
    if (!after) return all;
  }
}

type Told = string | number | bigint;
const told: Record<string, (row: UsageRow) => Told> = {
  time: ({ occurredAt }) => occurredAt.getTime(),
  credits: ({ amountMicro }) => amountMicro,
  recipient: ({ recipient }) => recipient ?? "~",
};

it.each(usageSorts)(
  "pages of any size sorted by %s are the whole log once, in that order and no other",
  async (sort) => {
    const value = told[sort.replace("-", "")];
    const whole = await pages(sort, 100);
    expect(whole).toHaveLength(60);
    const values = whole.map((row) => value?.(row) ?? "").filter((one) => one !== "~");
    const ordered = values.toSorted((a, b) => (a < b ? -1 : Number(a > b)));
    expect(values).toEqual(sort.startsWith("-") ? ordered.toReversed() : ordered);
    expect(new Set(values).size).toBeGreaterThan(2);
    for (const limit of [1, 7, 20])
      expect((await pages(sort, limit)).map(({ id }) => id)).toEqual(whole.map(({ id }) => id));
  },
);

it.each(usageSorts)(
  "by the days of posting too no page sorted by %s leaves out what was posted later",
  async (sort) => {
    const whole = (await pages(sort, 100)).map(({ id }) => id);
    expect((await pages(sort, 7, { days: "posted" })).map(({ id }) => id)).toEqual(whole);
  },
);

it.each(["recipient", "-recipient"] as const)("without a recipient is last, sorted by %s", async (sort) => {
  const last = (await pages(sort, 60)).slice(-10);
  expect(last.map(({ recipient }) => recipient)).toEqual(Array.from({ length: 10 }, () => null));
});

const files = usageSorts.flatMap((sort) => [undefined, "posted" as const].map((days) => ({ sort, days })));
it.each(files)(
  "the file stands in the order of the screen sorted by $sort, page by page, by days of $days",
  async ({ sort, days }) => {
    const asked = {
      place,
      filter: { ...filter, days },
      sort,
      format: "standard",
      zone: "UTC",
      recipients: "full",
    } as const;
    const order = { ...asked, moment: await momentNow(ctx) };
    let file = headerLine("standard");
    for (let after: UsageCursor | null = null; ; ) {
      const page = await csvPage(ctx, order, after, 13);
      file += page.lines.toString();
      after = page.next;
      if (!after) break;
    }
    const ids = readCsv(file, dialects.standard).map(({ id }) => id);
    expect(ids).toEqual((await pages(sort, 100)).map(({ id }) => id));
  },
);

it("an order by recipients is not for those who see them masked", async () => {
  const masked = { recipients: "masked", sort: "recipient" } as const;
  const { sort } = await listUsage(ctx, place, filter, { after: null, limit: 5, ...masked });
  expect(sort).toBe("-time");
  await expect(checkSort(ctx, place, filter, masked)).rejects.toMatchObject({ key: "sort_masked" });
});

it("of more rows than can be sorted the newest stand first, and whoever insists is told so", async () => {
  const { workspaceId } = ctx;
  const here = and(eq(usageDays.workspaceId, workspaceId), eq(usageDays.channel, "sms"));
  const change = (events: number) =>
    inWorkspace(ctx, (tx) => tx.update(usageDays).set({ events }).where(here).returning());
  const asked = { recipients: "full", sort: "-credits" } as const;
  expect(await change(mostSorted - 10)).toHaveLength(1);
  expect(await listUsage(ctx, place, filter, { after: null, limit: 5, ...asked })).toMatchObject({ sort: "-credits" });
  await checkSort(ctx, place, filter, asked);
  await change(mostSorted + 1);
  const list = await listUsage(ctx, place, filter, { after: null, limit: 5, ...asked });
  expect(list.sort).toBe("-time");
  expect(list.rows.map(({ id }) => id)).toEqual((await pages("-time", 5)).slice(0, 5).map(({ id }) => id));
  await expect(checkSort(ctx, place, filter, asked)).rejects.toMatchObject({ key: "too_many_to_sort" });
  expect(await listUsage(ctx, place, { ...filter, min: 3 }, { after: null, limit: 5, ...asked })).toMatchObject({
    sort: "-credits",
  });
});
