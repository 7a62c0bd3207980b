import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeConnections, inWorkspace } from "@/db";
import { payments } from "@/db/schema/payments";
import { purchases } from "@/db/schema/purchases";
import type { Context } from "@/lib/context";
import { wholeCredits } from "@/lib/credits";
import { settlePayment } from "@/lib/payments/settle-payment";
import { listDocuments, listPurchases, type PurchaseFilter } from "./list-purchases";
import type { PurchaseTab } from "./purchase-state";
import { purchasesCsv } from "./purchases-csv";
import { startPurchase } from "./start-purchase";
import { buyingWorkspace, paidInFull, purchaseWithPayment, wish } from "./testing";
import { watchPurchase } from "./watch-purchase";

afterAll(() => closeConnections());

const zone = "Africa/Luanda";
const all: PurchaseFilter = { tab: "all", from: null, to: null, q: null, amountsMinor: [] };
const later = (ctx: Context, hours: number): Context => ({
  ...ctx,
  now: new Date(ctx.now.getTime() + hours * 3_600_000),
});

let ctx: Context;
const numbersOf = async (filter: Partial<PurchaseFilter>) => {
  const { rows } = await listPurchases(ctx, zone, { ...all, ...filter }, { after: null, limit: 50 });
  return rows.map(({ purchase }) => purchase.number.slice(-1)).join("");
};

/** 1 paid, 2 declined, 3 monthly and waiting, 4 of the next day and expired, 5 in review. */
beforeAll(async () => {
  ctx = await buyingWorkspace();
  const paid = await purchaseWithPayment(ctx);
  await settlePayment(ctx, { payment: paid.payment, externalId: paid.purchase.id, found: paidInFull(paid.purchase) });
  const declined = await purchaseWithPayment(later(ctx, 1));
  const failed = { ...paidInFull(declined.purchase), status: "failed" as const, failure: "generic" };
  await settlePayment(ctx, { payment: declined.payment, externalId: declined.purchase.id, found: failed });
  await startPurchase(later(ctx, 2), wish({ rhythm: "month", seen: { totalMinor: 8_230_800n, currency: "AOA" } }));
  const expired = await startPurchase(
    later(ctx, 24),
    wish({ creditsMicro: wholeCredits(1_000), seen: { totalMinor: 912_000n, currency: "AOA" } }),
  );
  await inWorkspace(ctx, (tx) => tx.update(purchases).set({ status: "expired" }).where(eq(purchases.id, expired.id)));
  const other = await purchaseWithPayment(later(ctx, 25));
  const short = { ...paidInFull(other.purchase), receivedMinor: 1n };
  await settlePayment(ctx, { payment: other.payment, externalId: other.purchase.id, found: short });
});

describe("the list of purchases", () => {
  it.each([
    ["all", "54321"],
    ["waiting", "53"],
    ["failed", "42"],
    ["paid", "1"],
    ["recurring", "3"],
  ] satisfies [PurchaseTab, string][])(
    "shows under %s what stands so, the latest first, as many as it says",
    async (tab, found) => {
      expect(await numbersOf({ tab })).toBe(found);
      const { counts } = await listPurchases(ctx, zone, all, { after: null, limit: 1 });
      expect(counts[tab]).toBe(found.length);
    },
  );

  it("finds by a piece of its number, of its invoice's and by its amount; what looks like a pattern is none", async () => {
    const { rows } = await listPurchases(ctx, zone, { ...all, tab: "paid" }, { after: null, limit: 1 });
    const invoice = rows[0]?.documents[0]?.number ?? "";
    expect(invoice).toMatch(/^SAO\/2026\/\d+$/);
    expect(await numbersOf({ q: "2026-0004" })).toBe("4");
    expect(await numbersOf({ q: invoice.toLowerCase() })).toBe("1");
    expect(await numbersOf({ q: "9 120,00", amountsMinor: [912_000n] })).toBe("4");
    expect(await numbersOf({ q: "%" })).toBe("");
  });

  it("counts and shows days of the zone, both included", async () => {
    expect(await numbersOf({ from: "2026-06-25", to: "2026-06-25" })).toBe("54");
    expect(await numbersOf({ to: "2026-06-24" })).toBe("321");
  });

  it("its pages follow each other without a gap and without another workspace's", async () => {
    const first = await listPurchases(ctx, zone, all, { after: null, limit: 2 });
    const second = await listPurchases(ctx, zone, all, { after: first.next, limit: 3 });
    expect([first, second].flatMap(({ rows }) => rows.map(({ purchase }) => purchase.number.slice(-1))).join("")).toBe(
      "54321",
    );
    expect(second.next).toBeNull();
    const stranger = await buyingWorkspace();
    expect((await listPurchases(stranger, zone, all, { after: null, limit: 9 })).rows).toEqual([]);
    const ids = first.rows.map(({ purchase }) => purchase.id);
    expect(await listDocuments(stranger, zone, { ids }, 9)).toEqual([]);
  });

  it("is the same as a file, a line for each", async () => {
    const pieces: Buffer[] = [];
    for await (const piece of purchasesCsv(ctx, zone, all)) pieces.push(piece);
    const [head, ...lines] = Buffer.concat(pieces).toString().trimEnd().split("\r\n");
    expect(head).toMatch(/^date,timestamp_utc,number,status,credits,for,net,tax,total,/);
    expect(lines.map((line) => line.split(",")[2]?.slice(-1)).join("")).toBe("54321");
    expect(lines.at(-1)).toMatch(
      /,PUR-2026-0001,paid,10000,main,76000\.00,10640\.00,86640\.00,0\.00,AOA,SAO\/2026\/\d+,2026-06-24,,visa 4242$/,
    );
  });
});

describe("whoever watches a purchase", () => {
  const jobsFor = (id: string) =>
    inWorkspace(ctx, (tx) => tx.select().from(payments).where(eq(payments.purchaseId, id))).then(([row]) => row);

  it("has the payment looked at, a few times however often they ask, and asks nobody outside", async () => {
    const { purchase } = await purchaseWithPayment(ctx);
    const asked = await Promise.all(Array.from({ length: 20 }, () => watchPurchase(ctx, purchase.id)));
    expect(new Set(asked.map((file) => file?.state))).toEqual(new Set(["confirming"]));
    expect((await jobsFor(purchase.id))?.lookAskedAt).toEqual(ctx.now);
    const sixMinutesOn = later(ctx, 0.1);
    expect((await watchPurchase(sixMinutesOn, purchase.id))?.state).toBe("unknown");
  });

  it("of what is settled leaves nothing behind, and of another workspace sees nothing", async () => {
    const { purchase, payment } = await purchaseWithPayment(ctx);
    await settlePayment(ctx, { payment, externalId: purchase.id, found: paidInFull(purchase) });
    expect((await watchPurchase(ctx, purchase.id))?.state).toBe("paid");
    expect((await jobsFor(purchase.id))?.lookAskedAt).toBeNull();
    expect(await watchPurchase(await buyingWorkspace(), purchase.id)).toBeNull();
  });
});
