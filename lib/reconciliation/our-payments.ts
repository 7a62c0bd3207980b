import "server-only";
import { sql } from "drizzle-orm";
import { type Db, inSystem } from "@/db";
import type { ProviderName } from "@/db/schema/payments";
import type { ProviderAccount } from "@/lib/payments/provider";
import type { Ours } from "./compare";

type Asked = { provider: ProviderName; at: ProviderAccount; kind: "payment" | "virtual_account"; since: Date | null };

/**
 * Payments that were told of at this account: those of the given names, and all that were paid since. What was paid at
 * another account, as by the stand-in before there was a real one, is no part of it.
 */
export async function ourPayments(
  db: Db,
  { provider, at, kind, since }: Asked,
  names: readonly string[],
): Promise<Map<string, Ours>> {
  const these = sql`${`{${names.map((name) => JSON.stringify(name)).join(",")}}`}::text[]`;
  const rows = await inSystem(db, async (tx) => {
    await tx.execute(sql`select set_config('statement_timeout', '0', true)`);
    return tx.execute<{
      name: string;
      workspace: string;
      purchase: string;
      paid: boolean;
      received: string;
      refunded: string;
      currency: string;
    }>(sql`
      select r.external_id as name, y.workspace_id as workspace, y.purchase_id as purchase, y.status = 'paid' as paid,
        y.received_minor::text as received, y.currency, coalesce(b.amount, 0)::text as refunded
      from provider_refs r
      join payments y on y.workspace_id = r.workspace_id and y.id = r.our_id
      left join lateral (
        select sum(f.amount_minor) as amount from refunds f
        where f.workspace_id = y.workspace_id and f.purchase_id = y.purchase_id and f.status in ('pending', 'succeeded')
          and not exists (select from payments z where z.workspace_id = y.workspace_id and z.purchase_id = y.purchase_id
            and z.status = 'paid' and z.attempt < y.attempt)
      ) b on true
      where r.provider = ${provider} and r.account = ${at.account} and r.livemode = ${at.livemode} and r.kind = ${kind}
        and (r.external_id = any (${these})
          or y.status = 'paid' and y.finished_at >= ${(since ?? new Date(0)).toISOString()}::timestamptz)`);
  });
  return new Map(
    rows.map(({ name, workspace, purchase, paid, received, refunded, currency }) => [
      name,
      {
        workspaceId: workspace,
        purchaseId: purchase,
        isPaid: paid,
        receivedMinor: BigInt(received),
        refundedMinor: BigInt(refunded),
        currency,
      },
    ]),
  );
}
