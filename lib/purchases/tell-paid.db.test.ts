import { eq } from "drizzle-orm";
import { afterAll, expect, it } from "vitest";
import { closeConnections, inSystem, inWorkspace, systemDatabase } from "@/db";
import { notifications } from "@/db/schema/work";
import { companies } from "@/db/schema/workspaces";
import type { Context } from "@/lib/context";
import { attachmentsOf } from "@/lib/invoices/attachments-of";
import { drainOutbox } from "@/lib/jobs/drain-outbox";
import type { MailJob } from "@/lib/mail/mails";
import { queuedJobs } from "@/lib/notifications/testing";
import { settlePayment } from "@/lib/payments/settle-payment";
import { anotherTry, buyingWorkspace, paidInFull, purchaseWithPayment } from "./testing";

afterAll(() => closeConnections());

const drain = ({ now }: Context) => drainOutbox({ now: () => new Date(now.getTime() + 1_000) });

async function receiptsOf(purchaseId: string): Promise<MailJob[]> {
  const jobs = (await queuedJobs()).map(({ payload }) => payload as MailJob);
  return jobs.filter((mail) => mail.template === "purchase-receipt" && mail.props.purchaseId === purchaseId);
}

const toldOf = (ctx: Context) =>
  inSystem(systemDatabase(), (tx) =>
    tx.select().from(notifications).where(eq(notifications.workspaceId, ctx.workspaceId)),
  );

it("a paid purchase is told once and mailed once to where the company wants its receipts, with the invoice drawn on sending", async () => {
  const ctx = await buyingWorkspace();
  await inWorkspace(ctx, (tx) =>
    tx
      .update(companies)
      .set({ receiptsEmail: "receipts@kianda.example" })
      .where(eq(companies.workspaceId, ctx.workspaceId)),
  );
  const { purchase, payment } = await purchaseWithPayment(ctx);
  const paid = { payment, externalId: purchase.id, found: paidInFull(purchase) };
  await Promise.all([settlePayment(ctx, paid), settlePayment(ctx, paid)]);
  await drain(ctx);
  await drain(ctx);
  const receipts = await receiptsOf(purchase.id);
  expect(receipts.map(({ to }) => to)).toEqual([{ name: "", address: "receipts@kianda.example" }]);
  expect((await toldOf(ctx)).map(({ kind }) => kind)).toEqual(["purchase_paid"]);
  const [receipt] = receipts;
  if (!receipt) return;
  // The document is no part of what lies in the queue.
  expect(JSON.stringify(receipt).length).toBeLessThan(1_500);
  const [file, ...others] = await attachmentsOf(systemDatabase(), receipt, ctx.now);
  expect(others).toEqual([]);
  expect(file?.name).toMatch(/^Fatura-SAO-2026-\d+\.pdf$/);
  expect(file?.content.subarray(0, 8).toString()).toBe("%PDF-1.7");
});

it("without such an address the receipt goes to whoever bought, in their language", async () => {
  const ctx = await buyingWorkspace();
  const { purchase, payment } = await purchaseWithPayment(ctx);
  await settlePayment(ctx, { payment, externalId: purchase.id, found: paidInFull(purchase) });
  await drain(ctx);
  const [receipt] = await receiptsOf(purchase.id);
  expect(receipt?.to.address).toContain("@");
  expect(receipt?.to.address).not.toBe("finance@kianda.example");
});

it("a payment that failed stays on top until the purchase is paid, and one that does not fit is told too", async () => {
  const ctx = await buyingWorkspace();
  const { purchase, payment } = await purchaseWithPayment(ctx);
  const failed = { ...paidInFull(purchase), status: "failed" as const, failure: "generic" };
  await settlePayment(ctx, { payment, externalId: purchase.id, found: failed });
  await drain(ctx);
  expect((await toldOf(ctx)).map(({ kind, needsAction, doneAt }) => [kind, needsAction, doneAt])).toEqual([
    ["purchase_failed", true, null],
  ]);
  const second = await anotherTry(ctx, purchase, 2);
  await settlePayment(ctx, { payment: second, externalId: `${purchase.id}:2`, found: paidInFull(purchase) });
  await drain(ctx);
  const told = new Map((await toldOf(ctx)).map(({ kind, doneAt }) => [kind, doneAt !== null]));
  expect(told).toEqual(
    new Map([
      ["purchase_failed", true],
      ["purchase_paid", false],
    ]),
  );
  const third = await anotherTry(ctx, purchase, 3);
  await settlePayment(ctx, { payment: third, externalId: `${purchase.id}:3`, found: paidInFull(purchase) });
  await drain(ctx);
  expect((await toldOf(ctx)).map(({ kind }) => kind)).toContain("purchase_review");
});
