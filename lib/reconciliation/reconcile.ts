import "server-only";
import { eq, sql } from "drizzle-orm";
import { type Db, inSystem, inWorkspace } from "@/db";
import { type PaymentFinding, paymentChecks, paymentVerdicts } from "@/db/schema/work";
import { workspaces } from "@/db/schema/workspaces";
import type { Context } from "@/lib/context";
import { type BookFinding, checkBooks } from "@/lib/ledger/check";
import { saleRules } from "@/lib/ledger/check/sales";
import { log } from "@/lib/log";
import { compareStripe } from "./compare-stripe";

/** What happened in the last moments may still be under way from there to here. */
const underWayMs = 5 * 60_000;

export type Reconciled = {
  since: Date | null;
  payments: number;
  wrong: number;
  /** Between us and the providers. */
  findings: PaymentFinding[];
  /** Among what is written here: purchases, grants, invoices. */
  broken: BookFinding[];
};

/** Holds purchases against payments, here and at the providers, and keeps what was found. */
export async function reconcile(
  db: Db,
  now: Date,
  { since, settledMs = underWayMs }: { since: Date | null; settledMs?: number },
): Promise<Reconciled> {
  const until = new Date(now.getTime() - settledMs);
  const { payments, findings } = await compareStripe(db, { since, until });
  const { wrong: brokenRows, findings: broken } = await checkBooks(db, { rules: saleRules });
  const wrong = findings.length + brokenRows;
  await keep(db, now, { since, payments, findings });
  return { since, payments: payments.length, wrong, findings, broken };
}

/** Every night, over everything of the last days. */
export async function reconcileNightly(db: Db, now: Date): Promise<void> {
  const { wrong, payments, findings, broken } = await reconcile(db, now, { since: daysBefore(now, 3) });
  if (wrong === 0) return log.info({ payments }, "payments agree with their provider");
  const named = { findings: findings.slice(0, 20), broken: broken.slice(0, 20) };
  log.error({ wrong, ...named }, "payments do not agree with their provider; see npm run reconcile");
}

export function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * 86_400_000);
}

type Kept = {
  since: Date | null;
  payments: { workspaceId: string; receivedMinor: bigint }[];
  findings: PaymentFinding[];
};

async function keep(db: Db, now: Date, { since, payments, findings }: Kept): Promise<void> {
  const named = [...new Set([...payments, ...findings].flatMap(({ workspaceId }) => workspaceId ?? []))];
  await inSystem(db, async (tx) => {
    const here = await tx
      .select({ id: workspaces.id })
      .from(workspaces)
      .where(sql`${workspaces.id} in (select jsonb_array_elements_text(${JSON.stringify(named)}::text::jsonb))`);
    const verdict = { checkedAt: now, since, payments: payments.length, wrong: findings.length, findings };
    await tx
      .insert(paymentVerdicts)
      .values(verdict)
      .onConflictDoUpdate({ target: paymentVerdicts.latest, set: verdict });
    // Whoever had no payment in this look is told of this look too, and not of an older one.
    await tx
      .update(paymentChecks)
      .set({ checkedAt: now, since, payments: 0, receivedMinor: 0n, wrong: 0, findings: [] });
    for (const { id } of here) {
      const own = payments.filter(({ workspaceId }) => workspaceId === id);
      const itsFindings = findings.filter(({ workspaceId }) => workspaceId === id);
      const row = {
        checkedAt: now,
        since,
        payments: own.length,
        receivedMinor: own.reduce((sum, { receivedMinor }) => sum + receivedMinor, 0n),
        wrong: itsFindings.length,
        findings: itsFindings,
      };
      await tx
        .insert(paymentChecks)
        .values({ workspaceId: id, ...row })
        .onConflictDoUpdate({ target: paymentChecks.workspaceId, set: row });
    }
  });
}

export type PaymentCheck = typeof paymentChecks.$inferSelect;

/** How this workspace's payments stood beside the provider's the last time; null before the first. */
export function readPaymentCheck(ctx: Context): Promise<PaymentCheck | null> {
  return inWorkspace(ctx, async (tx) => {
    const [row] = await tx.select().from(paymentChecks).where(eq(paymentChecks.workspaceId, ctx.workspaceId));
    return row ?? null;
  });
}
