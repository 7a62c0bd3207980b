import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeConnections } from "@/db";
import { closeHot } from "@/db/hot";
import type { Context } from "@/lib/context";
import { creditsToDecimal, parseCredits, wholeCredits } from "@/lib/credits";
import { grantCredits } from "@/lib/ledger/grant-credits";
import { withdrawCredits } from "@/lib/ledger/move-credits";
import { openHold } from "@/lib/metering/hold";
import { meterUsage } from "@/lib/metering/meter";
import { returnUsage } from "@/lib/metering/return-usage";
import { usageEvent } from "@/lib/metering/schema";
import { later, noon, prepareBooks, workspaceWith } from "@/lib/metering/testing";
import { actorNames } from "./actor-names";
import { costPerCredit } from "./cost-per-credit";
import { firstDay } from "./first-day";
import { listEntries, neighboursOf } from "./list-entries";
import type { Period } from "./period";
import { readStatement } from "./read-statement";
import { readTransaction } from "./read-transaction";
import { statementCsv } from "./statement-csv";
import { statementPdf } from "./statement-pdf";

const period: Period = { from: "2026-06-01", to: "2026-06-30", timeZone: "Asia/Kathmandu", pocket: "main" };
let count = 0;
const sms = (parts: number) => usageEvent.parse({ id: `sms ${count++}`, channel: "sms", to: "+244923000000", parts });

let ctx: Context;

/** Bought and given, used and come back, taken away for a reason that looks like a formula, and one message still on hold. */
beforeAll(async () => {
  await prepareBooks();
  ctx = await workspaceWith({}, noon);
  await grantCredits(ctx, {
    fund: "wallet",
    amountMicro: wholeCredits(500),
    source: "purchase",
    effectKey: "purchase:pur_1",
    reference: "pur_1",
    costMinor: 400_000n,
  });
  const lost = sms(3);
  await meterUsage(later(ctx, 1), [sms(20), lost]);
  await returnUsage(later(ctx, 2), lost.id, "undelivered");
  await withdrawCredits(later(ctx, 3), {
    amountMicro: wholeCredits(7),
    effectKey: "adjust:1",
    reference: '=HYPERLINK("x"), twice',
  });
  await openHold(later(ctx, 4), sms(5), new Date(noon.getTime() + 3_600_000));
  ctx = later(ctx, 10);
});
afterAll(async () => {
  await closeHot();
  await closeConnections();
});

async function file(by: "days" | "entries"): Promise<string[]> {
  const pieces: Buffer[] = [];
  for await (const piece of statementCsv(ctx, period, by)) pieces.push(piece);
  const text = Buffer.concat(pieces).toString();
  expect(text.endsWith("\r\n")).toBe(true);
  return text.slice(0, -2).split("\r\n");
}

/** Figures are never quoted, so the last three are found from the end. */
function credits(line: string): bigint {
  return parseCredits(line.split(",").at(-3) || "0") ?? 0n;
}

describe("the statement as CSV", () => {
  it.each(["days", "entries"] as const)(
    "of %s adds up to what the screen shows, from opening to closing",
    async (by) => {
      const statement = await readStatement(ctx, period);
      const [header, opening, ...lines] = await file(by);
      const closing = lines.pop();
      expect(header).toBe(
        "date,timestamp,timestamp_utc,type,channel,items,entry,actor,reference,credits,on_hold,balance",
      );
      expect(opening).toBe("2026-06-01,,,opening,,,,,,,,0");
      expect(closing).toBe(`2026-06-30,,,closing,,,,,,,,${creditsToDecimal(statement.closing.totalMicro)}`);
      const sum = lines.reduce((all, line) => all + credits(line), 0n);
      expect(sum).toBe(statement.inMicro - statement.outMicro);
      expect(sum).toBe(wholeCredits(500 - 20 - 7));
      expect(lines.some((line) => line.includes(`"'=HYPERLINK(""x""), twice"`))).toBe(true);
    },
  );

  it("stamps entries with the zone's own time, and tells what is on hold beside what was used", async () => {
    const lines = await file("entries");
    expect(lines.find((line) => line.includes(",purchase,"))).toMatch(
      /^2026-06-24,2026-06-24T17:45:00\+05:45,2026-06-24T12:00:00\.000Z,purchase,,,1,system:test,pur_1,500,,500$/,
    );
    expect(lines.find((line) => line.includes(",hold,"))).toMatch(/,0,5,473$/);
  });
});

describe("one entry", () => {
  it("shows both sides, the lots with their cost, and what it stands for", async () => {
    const { entries } = await listEntries(ctx, period, { after: null, limit: 10 });
    const used = entries.find(({ kind }) => kind === "usage");
    const transaction = await readTransaction(ctx, used?.tx ?? 0n);
    expect(transaction).toMatchObject({
      rows: [{ walletMicro: wholeCredits(-23), usedMicro: wholeCredits(23) }],
      lots: [{ source: "purchase", usedMicro: wholeCredits(23), costMinor: 18_400n }],
      items: [{ channel: "sms", items: 2, amountMicro: wholeCredits(23) }],
      event: null,
      hold: null,
    });
    const returned = entries.find(({ kind }) => kind === "return");
    expect((await readTransaction(ctx, returned?.tx ?? 0n))?.event?.key).toBe(returned?.reference);
    const held = entries.find(({ kind }) => kind === "hold");
    expect((await readTransaction(ctx, held?.tx ?? 0n))?.hold).toMatchObject({ state: "open", txs: [held?.tx] });
  });

  it("leads to the ones beside it, and is nothing in another workspace", async () => {
    const { entries } = await listEntries(ctx, period, { after: null, limit: 10 });
    const [newest, next] = entries;
    expect(await neighboursOf(ctx, period, newest?.tx ?? 0n)).toEqual({ newer: null, older: next?.tx });
    expect(await readTransaction(await workspaceWith(), newest?.tx ?? 0n)).toBeNull();
    expect(await firstDay(ctx, period.timeZone)).toBe("2026-06-24");
    expect(
      (
        await actorNames(
          ctx,
          entries.map(({ actor }) => actor),
        )
      ).size,
    ).toBe(0);
  });

  it("knows what a credit of a lot had cost, to the last part of a cent", () => {
    expect(costPerCredit({ costMinor: 100n, grantedMicro: wholeCredits(3) }, "AOA")).toBe("0.333333");
    expect(costPerCredit({ costMinor: 0n, grantedMicro: wholeCredits(3) }, "AOA")).toBe("0.000000");
  });
});

describe("the statement as PDF", () => {
  it("is a tagged document with its language, a page for every so many lines, and the number of each", async () => {
    const rows = Array.from({ length: 200 }, (_, i) => ({
      cells: ["24 Jun 2026", `SMS, ${i} items`, "", `${i}.50`, "1,000.00"] as const,
    }));
    const footers: string[] = [];
    const document = await statementPdf({
      lang: "pt-AO",
      title: "Extrato de créditos",
      holder: ["Kianda Logística, Lda", "Luanda"],
      facts: [["Período", "1 – 30 jun. 2026"]],
      summary: { title: "Resumo", figures: [["Saldo inicial", "0"]], check: "0 + 0 − 0 = 0", adds: true },
      lines: { title: "Movimentos", columns: ["Dia", "O quê", "Entradas", "Saídas", "Saldo"], rows, none: "Nada" },
      notes: ["Uma nota."],
      footer: (page, pages) => {
        footers.push(`${page} ${pages}`);
        return `Página ${page} de ${pages}`;
      },
      madeAt: noon,
    });
    const pdf = document.toString("latin1");
    const count = (pattern: RegExp) => pdf.match(pattern)?.length ?? 0;
    expect(pdf.slice(0, 8)).toBe("%PDF-1.7");
    expect([count(/\/Lang \(pt-AO\)/g), count(/\/MarkInfo/g), count(/\/Marked true/g)]).toEqual([1, 1, 1]);
    expect([count(/\/S \/TR\b/g), count(/\/S \/TH\b/g)]).toEqual([rows.length + 1, rows.length + 5]);
    expect(count(/\/FontName \/[A-Z]+\+Figtree-(Regular|SemiBold)/g)).toBeGreaterThanOrEqual(2);
    const pages = count(/\/Type \/Page\b(?!s)/g);
    expect(pages).toBeGreaterThan(4);
    expect(footers).toEqual(Array.from({ length: pages }, (_, i) => `${i + 1} ${pages}`));
  });
});
