import { readCursor, writeCursor } from "@/app/_api/cursor";
import { listLedger } from "@/app/_api/operations/list-ledger";
import { apiRoute, operation } from "@/app/_gate/api-route";
import { type JournalRow, listJournal } from "@/lib/ledger/list-journal";
import { type LocalDay, rangeBounds } from "@/lib/time";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute("/v1/ledger", [
  operation(listLedger)(async ({ ctx, workspace, query: { from, to, kind, pocket, cursor, limit } }) => {
    const bounds = boundsOf(from, to, workspace.timeZone);
    const filter = { bounds, kinds: kind, pockets: pocket };
    const { rows, next } = await listJournal(ctx, filter, { after: cursorOf(cursor), limit });
    return { entries: rows.map(entryOf), next_cursor: next && writeCursor([String(next.tx), next.pocket]) };
  }),
]);

function boundsOf(from: LocalDay | undefined, to: LocalDay | undefined, zone: string) {
  return { start: from && rangeBounds(from, from, zone).start, end: to && rangeBounds(to, to, zone).end };
}

function cursorOf(text: string | undefined) {
  const parts = readCursor(text, /^\d{1,18}$/, /^[^\0]{1,64}$/);
  return parts && { tx: BigInt(parts[0] ?? 0), pocket: parts[1] ?? "" };
}

function entryOf(row: JournalRow) {
  const { planMicro, promoMicro, walletMicro, heldMicro, debtMicro } = row;
  const eventCount = row.firstSeq !== null && row.lastSeq !== null ? Number(row.lastSeq - row.firstSeq) + 1 : null;
  return {
    tx: Number(row.tx),
    pocket: row.pocket,
    kind: row.kind,
    at: row.at,
    credits: planMicro + promoMicro + walletMicro - debtMicro,
    balance: row.planAfterMicro + row.promoAfterMicro + row.walletAfterMicro - row.debtAfterMicro,
    changes: { plan: planMicro, promo: promoMicro, wallet: walletMicro, held: heldMicro, debt: debtMicro },
    events: eventCount,
    effect: row.effectKey,
    actor: row.actor,
    reference: row.reference,
  };
}
