import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeConnections, connection } from "@/db";
import type { Context } from "@/lib/context";
import { type BookFinding, checkBooks } from "@/lib/ledger/check";
import { saleRules } from "@/lib/ledger/check/sales";
import { completePurchase } from "@/lib/purchases/complete-purchase";
import { buyingWorkspace, paidInFull, purchaseWithPayment } from "@/lib/purchases/testing";

let ctx: Context;
let others: Context;

async function buyIn(here: Context): Promise<void> {
  const { purchase, payment } = await purchaseWithPayment(here);
  const found = paidInFull(purchase);
  await completePurchase(here, {
    purchaseId: purchase.id,
    paymentId: payment.id,
    externalId: `pi_${purchase.id}`,
    found,
  });
}

beforeAll(async () => {
  ctx = await buyingWorkspace();
  others = await buyingWorkspace();
  await buyIn(others);
  await buyIn(ctx);
});
afterAll(() => closeConnections());

/** What only somebody with every right over the server can do; undone at once. */
async function findingsAfter(statement: string): Promise<BookFinding[]> {
  const undo = new Error("undo");
  let findings: BookFinding[] = [];
  const tampering = connection(process.env.DATABASE_ADMIN_URL).db.transaction(async (tx) => {
    await tx.execute(sql`select set_config('session_replication_role', 'replica', true)`);
    await tx.execute(sql.raw(statement.replaceAll("$here", `workspace_id = '${ctx.workspaceId}'`)));
    ({ findings } = await checkBooks(tx, { rules: saleRules }));
    throw undo;
  });
  await expect(tampering).rejects.toBe(undo);
  return findings;
}

const breaks = [
  ["purchase-granted", "delete from journal where $here and kind = 'purchase'"],
  ["purchase-granted", "update purchases set credits_micro = credits_micro + 1 where $here"],
  ["purchase-invoiced", "delete from invoices where $here"],
  ["purchase-invoiced", "update invoices set total_minor = total_minor + 1, tax_minor = tax_minor + 1 where $here"],
  ["purchase-received", "update payments set received_minor = received_minor - 1 where $here"],
  ["purchase-received", "update payments set currency = 'EUR' where $here"],
  ["payment-explained", "update purchases set status = 'failed', paid_at = null where $here"],
  ["purchase-returned", "update purchases set refunded_minor = 1 where $here"],
  ["purchase-returned", "update purchases set reversed_micro = 1 where $here"],
  ["invoice-gap-free", "update invoices set n = n + 1 where $here"],
  ["invoice-gap-free", "update invoice_counters set last = last + 1"],
] as const;

describe("what is sold", () => {
  it("keeps every promise", async () => {
    const { findings, workspaces } = await checkBooks(connection(process.env.DATABASE_ADMIN_URL).db, {
      rules: saleRules,
    });
    expect(findings).toEqual([]);
    expect(workspaces).toBeGreaterThanOrEqual(2);
  });

  it.each(breaks)("breaks %s, and nobody else's, after %s", async (rule, statement) => {
    const findings = await findingsAfter(statement);
    expect(findings).toContainEqual(expect.objectContaining({ rule, workspaceId: ctx.workspaceId }));
    expect(findings.filter((found) => found.workspaceId === others.workspaceId && found.rule === rule)).toEqual([]);
  });

  it("can break each promise", () => {
    expect(new Set(breaks.map(([rule]) => rule))).toEqual(new Set(saleRules.map(({ name }) => name)));
  });
});
