import "server-only";
import type { Sql, TransactionSql } from "postgres";
import type { HeldEvent } from "@/db/schema/holds";
import type { WorkspaceId } from "@/lib/context";

export type HoldRow = {
  externalId: string | null;
  state: "open" | "settled" | "released" | "expired";
  amountMicro: bigint;
  event: HeldEvent;
  openedAt: Date;
  expiresAt: Date;
  usedMicro: bigint | null;
};

type Raw = {
  external_id: string | null;
  state: HoldRow["state"];
  amount_micro: string;
  event: HeldEvent;
  opened_at: Date;
  expires_at: Date;
  used_micro: string | null;
};

export async function readHold(
  sql: Sql | TransactionSql,
  workspaceId: WorkspaceId,
  key: string,
): Promise<HoldRow | null> {
  const [row] = await sql<Raw[]>`
    select external_id, state, amount_micro::text, event, opened_at, expires_at, used_micro::text
    from holds where workspace_id = ${workspaceId} and key = ${key}`;
  if (!row) return null;
  return {
    externalId: row.external_id,
    state: row.state,
    amountMicro: BigInt(row.amount_micro),
    event: row.event,
    openedAt: row.opened_at,
    expiresAt: row.expires_at,
    usedMicro: row.used_micro === null ? null : BigInt(row.used_micro),
  };
}
