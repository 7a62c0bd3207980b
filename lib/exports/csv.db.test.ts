import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { database, systemDatabase } from "@/db";
import { closeFiles } from "@/db/files";
import { closeHot } from "@/db/hot";
import type { Context } from "@/lib/context";
import { ensureMonths } from "@/lib/ledger/sweep-lots";
import { listUsage } from "@/lib/metering/list-usage";
import { maskRecipient } from "@/lib/metering/mask-recipient";
import { meterUsage } from "@/lib/metering/meter";
import { returnUsage } from "@/lib/metering/return-usage";
import type { UsageEvent } from "@/lib/metering/schema";
import { noon, prepareBooks, workspaceWith } from "@/lib/metering/testing";
import { closeStage } from "@/lib/team/testing";
import { addDays, localDay } from "@/lib/time";
import { type CsvOrder, momentNow } from "./csv-page";
import { csvFormats, dialects, headerLine } from "./formats";
import { maskedCell } from "./mask-cell";
import { readCsv, sumOf, wholeOf } from "./testing";
import { type CsvTotals, writeCsv } from "./write-csv";

beforeAll(prepareBooks);
afterAll(async () => {
  await Promise.all([closeHot(), closeFiles()]);
  await closeStage();
});

const place = { timeZone: "Africa/Luanda", country: "AO" };
const event = (id: string, more: object = {}) =>
  ({
    id,
    channel: "sms",
    direction: "outbound",
    to: "+244923000018",
    occurred_at: noon.toISOString(),
    ...more,
  }) as UsageEvent;

async function written(ctx: Context, more: Partial<CsvOrder> = {}) {
  let totals: CsvTotals | undefined;
  const order: CsvOrder = {
    place,
    filter: { from: "2026-06-01", to: "2026-06-30" },
    format: "standard",
    zone: place.timeZone,
    recipients: "full",
    moment: await momentNow(ctx),
    ...more,
  };
  const file = await wholeOf(writeCsv(ctx, order, (told) => (totals = told)));
  return { file, rows: readCsv(file, dialects[order.format]), totals, order };
}

describe("a file of usage", () => {
  it("has one line per event in the order of the screen, and its sum is the total on screen", async () => {
    const ctx = await workspaceWith({ plan: 2, wallet: 5 });
    await meterUsage(ctx, [
      event("a", { feature: 'a "b", c', reference: "line\r\nbreak", user: "ana;", tags: { campaign: "june" } }),
      event("b", { occurred_at: "2026-06-24T11:00:00.123Z", parts: 2 }),
      event("mail", { channel: "email", to: "ana@kianda.ao" }),
      event("dear", { parts: 900 }),
      event("back", { parts: 3 }),
    ]);
    await returnUsage(ctx, "back", "undelivered");
    const { file, rows, totals } = await written(ctx);
    const screen = await listUsage(
      ctx,
      place,
      { from: "2026-06-01", to: "2026-06-30" },
      { after: null, limit: 50, recipients: "full" },
    );
    expect(file.split("\r\n")[0]).toBe(
      "id,timestamp,timestamp_utc,channel,direction,kind,recipient,country,feature,agent,number,user,status,reason,units,credits_used,plan_credits,wallet_credits,promo_credits,number_credits,reference,tags",
    );
    expect(rows.map(({ id }) => id)).toEqual(screen.rows.map(({ id }) => id));
    expect({ rows: rows.length, amountMicro: sumOf(rows) }).toEqual({
      rows: screen.totals.events,
      amountMicro: screen.totals.amountMicro,
    });
    expect(totals).toEqual({
      rows: rows.length,
      amountMicro: sumOf(rows),
      sha256: createHash("sha256").update(file).digest("hex"),
    });
    const by = Object.fromEntries(rows.map((row) => [row.id, row]));
    expect(by.a).toMatchObject({
      feature: 'a "b", c',
      reference: "line\r\nbreak",
      user: "ana;",
      tags: '{"campaign": "june"}',
      timestamp: "2026-06-24T13:00:00.000+01:00",
      timestamp_utc: "2026-06-24T12:00:00.000Z",
    });
    expect(by.b).toMatchObject({ timestamp_utc: "2026-06-24T11:00:00.123Z", units: "2", credits_used: "2" });
    expect(by.mail).toMatchObject({ credits_used: "0.5", recipient: "ana@kianda.ao", status: "charged" });
    expect(by.dear).toMatchObject({
      status: "refused",
      reason: "insufficient_credits",
      credits_used: "0",
      units: "900",
    });
    expect(by.back).toMatchObject({
      status: "returned",
      reason: "undelivered",
      credits_used: "0",
      plan_credits: "0",
      units: "3",
    });
    for (const row of rows) {
      const parts = ["plan_credits", "wallet_credits", "promo_credits", "number_credits"];
      expect(parts.reduce((sum, name) => sum + sumOf([row], name), 0n)).toBe(sumOf([row]));
    }
  });

  it("finds what the screen finds, by the same filter", async () => {
    const ctx = await workspaceWith({ wallet: 100 });
    await meterUsage(ctx, [
      event("a"),
      event("b", { channel: "email", to: "ana@kianda.ao" }),
      event("c", { parts: 3, feature: "reminders", tags: { campaign: "june" } }),
    ]);
    for (const filter of [
      { channel: ["email" as const] },
      { min: 2 },
      { tag: "campaign:june" },
      { q: "923 000 018" },
      { status: ["refused" as const] },
    ]) {
      const whole = { from: "2026-06-01" as const, to: "2026-06-30" as const, ...filter };
      const screen = await listUsage(ctx, place, whole, { after: null, limit: 50, recipients: "full" });
      const { rows } = await written(ctx, { filter: whole });
      expect(rows.map(({ id }) => id)).toEqual(screen.rows.map(({ id }) => id));
      expect(sumOf(rows)).toBe(screen.totals.amountMicro);
    }
  });

  it("says every moment in the zone that was asked for, twice where its clocks strike an hour twice", async () => {
    const ctx = await workspaceWith({ wallet: 10 });
    await meterUsage({ ...ctx, now: new Date("2026-06-30T00:00:00Z") }, [
      event("june", { occurred_at: "2026-06-24T18:29:59.999Z" }),
    ]);
    const autumn = { ...ctx, now: new Date("2026-11-02T00:00:00Z") };
    await meterUsage(autumn, [
      event("first", { occurred_at: "2026-11-01T05:30:00Z" }),
      event("second", { occurred_at: "2026-11-01T06:30:00Z" }),
    ]);
    const filter = { from: "2026-06-01" as const, to: "2026-11-30" as const };
    const cases = {
      "Asia/Jakarta": [
        "2026-11-01T13:30:00.000+07:00",
        "2026-11-01T12:30:00.000+07:00",
        "2026-06-25T01:29:59.999+07:00",
      ],
      "Asia/Kolkata": [
        "2026-11-01T12:00:00.000+05:30",
        "2026-11-01T11:00:00.000+05:30",
        "2026-06-24T23:59:59.999+05:30",
      ],
      "Asia/Kathmandu": [
        "2026-11-01T12:15:00.000+05:45",
        "2026-11-01T11:15:00.000+05:45",
        "2026-06-25T00:14:59.999+05:45",
      ],
      "America/New_York": [
        "2026-11-01T01:30:00.000-05:00",
        "2026-11-01T01:30:00.000-04:00",
        "2026-06-24T14:29:59.999-04:00",
      ],
    };
    for (const [zone, told] of Object.entries(cases)) {
      const { rows } = await written(ctx, { zone, filter });
      expect(rows.map(({ timestamp }) => timestamp)).toEqual(told);
      expect(rows.map((row) => new Date(row.timestamp ?? "").toISOString())).toEqual(
        rows.map((row) => row.timestamp_utc),
      );
    }
  });

  it("opens in spreadsheets of three languages: mark, separator and decimals as each expects them", async () => {
    const ctx = await workspaceWith({ wallet: 10 });
    await meterUsage(ctx, [event("a", { channel: "email", to: "ana@kianda.ao", feature: "a;b,c" })]);
    const wanted = {
      standard: ["", ",", "0.5"],
      spreadsheet_en: ["\ufeff", ",", "0.5"],
      spreadsheet_pt: ["\ufeff", ";", "0,5"],
      spreadsheet_id: ["\ufeff", ";", "0,5"],
    };
    for (const format of csvFormats) {
      const [mark = "", separator = "", credits] = wanted[format];
      const { file, rows } = await written(ctx, { format });
      expect(file.startsWith(`${mark}id${separator}timestamp${separator}`)).toBe(true);
      expect(file.endsWith("\r\n")).toBe(true);
      expect(file.startsWith(headerLine(format))).toBe(true);
      expect(rows).toMatchObject([{ credits_used: credits, feature: "a;b,c", units: "1" }]);
    }
  });

  it.each([
    ["=1+1", "'=1+1"],
    ["+244", "'+244"],
    ["-5.50", "'-5.50"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["＝1+1", "'＝1+1"],
    ["＋1", "'＋1"],
    ["－1", "'－1"],
    ["＠x", "'＠x"],
    [" =1", "' =1"],
    ["\u00a0=1", "'\u00a0=1"],
    ["\u3000@x", "'\u3000@x"],
    ["\t=1", "' =1"],
    ["\r\n=1", "' =1"],
    ["a\n=1", "a =1"],
    ['=HYPERLINK("http://x";"y")', `'=HYPERLINK("http://x";"y")`],
    ["a=b", "a=b"],
    ["'=1", "'=1"],
    ["5", "5"],
  ])(
    "runs no formula in a spreadsheet: %j is shown as %j, and is itself in the standard format",
    async (text, shown) => {
      const ctx = await workspaceWith({ wallet: 10 });
      await meterUsage(ctx, [event("x", { reference: text, user: text, feature: text })]);
      for (const format of csvFormats) {
        const { rows } = await written(ctx, { format });
        const cell = format === "standard" ? text : shown;
        expect(rows).toMatchObject([{ reference: cell, user: cell, feature: cell, credits_used: "1" }]);
        expect(rows[0]?.recipient).toBe(format === "standard" ? "+244923000018" : "'+244923000018");
      }
    },
  );

  it("is of one moment, whatever is written and returned while it is read, and the same again afterwards", async () => {
    const now = new Date();
    const ctx = { ...(await workspaceWith({ wallet: 1_000_000 }, now)), now };
    const at = (i: number) => new Date(now.getTime() - i * 1000).toISOString();
    const to = localDay(now, place.timeZone);
    const filter = { from: addDays(to, -2), to };
    await ensureMonths(systemDatabase(), now);
    const first = Array.from({ length: 2_500 }, (_, i) => event(`first ${i}`, { occurred_at: at(i) }));
    await meterUsage(ctx, first);
    const screen = await listUsage(ctx, place, filter, { after: null, limit: 1, recipients: "full" });
    const moment = await momentNow(ctx);
    let turn = 0;
    const disturb = async () => {
      turn += 1;
      const more = Array.from({ length: 100 }, (_, i) =>
        event(`more ${turn} ${i}`, { occurred_at: at(turn * 700 + i), parts: i === 0 ? 900 : 1 }),
      );
      await meterUsage({ ...ctx, now: new Date() }, more);
      await returnUsage({ ...ctx, now: new Date() }, `first ${turn * 300}`, "late");
    };
    const order: CsvOrder = { place, filter, format: "standard", zone: "UTC", recipients: "full", moment };
    const pieces: Buffer[] = [];
    for await (const piece of writeCsv(ctx, order, () => undefined, { first: 500, next: 500 })) {
      pieces.push(piece);
      await disturb();
    }
    expect(turn).toBe(5);
    const rows = readCsv(Buffer.concat(pieces).toString());
    expect(rows).toHaveLength(2_500);
    expect(sumOf(rows)).toBe(screen.totals.amountMicro);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(2_500);
    const again = await wholeOf(writeCsv(ctx, order, () => undefined));
    expect(again).toBe(Buffer.concat(pieces).toString());
    const later = await written(ctx, { filter });
    expect(later.rows).toHaveLength(2_500 + turn * 100);
  });

  it("masks recipients in the database exactly as the screen does", async () => {
    const recipients = fc.sample(
      fc.oneof(
        fc.stringMatching(/^\+\d{1,20}$/),
        fc.stringMatching(/^\+(244|1|62|91|351|55|882|999|7|0)\d{0,15}$/),
        fc.emailAddress(),
        fc.stringMatching(/^@?[a-zé@.+ -]{1,12}$/),
      ),
      400,
    );
    const [answer] = await database().execute<{ masked: string[] }>(sql`
      select array_agg(${maskedCell(sql`r`)} order by ord) as masked from unnest(array[${sql.join(
        recipients.map((one) => sql`${one}`),
        sql`, `,
      )}]::text[]) with ordinality t(r, ord)`);
    expect(answer?.masked).toEqual(recipients.map(maskRecipient));
    const ctx = await workspaceWith({ wallet: 10 });
    await meterUsage(ctx, [event("a")]);
    expect((await written(ctx, { recipients: "masked" })).rows).toMatchObject([{ recipient: "+244•••18" }]);
  });

  it("holds nothing of another workspace", async () => {
    const theirs = await workspaceWith({ wallet: 10 });
    await meterUsage(theirs, [event("theirs")]);
    const { rows, file } = await written(await workspaceWith({ wallet: 10 }));
    expect(rows).toEqual([]);
    expect(file).toBe(headerLine("standard"));
  });
});
