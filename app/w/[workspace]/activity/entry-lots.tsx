import { getTranslations } from "next-intl/server";
import type { Formatter } from "@/lib/format";
import type { LotMove, TransactionRow } from "@/lib/statement/read-transaction";
import type { ActivityWords } from "../_activity/activity-words";

type EntryLotsProps = {
  lots: readonly LotMove[];
  rows: readonly TransactionRow[];
  fmt: Formatter;
  pocketName: (id: string) => string;
};

/** Which lots the credits came from or went to, and what the ones that were used had cost. */
export async function EntryLots({ lots, rows, fmt, pocketName }: EntryLotsProps) {
  const t = await getTranslations("activity");
  const costMinor = lots.reduce((sum, lot) => sum + lot.costMinor, 0n);
  const hasCost = lots.some((lot) => lot.costMinor !== 0n);
  return (
    <section>
      <h3 className="border-b border-line-2 pb-1.5 text-sm font-semibold">{t("entry.lots")}</h3>
      {lots.length === 0 && <p className="py-2 text-ink-2">{t("entry.lotsNone")}</p>}
      <ul>
        {lots.map((lot) => (
          <li key={lot.lotId} className="flex justify-between gap-4 border-b border-line py-2">
            <span className="min-w-0">
              {t(`sources.${lot.source}`)}
              <span className="block text-xs text-ink-3">
                {[
                  rows.length > 1 && pocketName(lot.pocket),
                  t("balance.opened", { day: fmt.date(lot.openedAt) }),
                  lot.expiresAt && `${t("balance.columns.expires")} ${fmt.date(lot.expiresAt)}`,
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
            </span>
            <span className="min-w-0 text-end">
              {movesOf(lot, fmt, t).join(", ")}
              {lot.costMinor !== 0n && <span className="block text-xs text-ink-3">{fmt.money(lot.costMinor)}</span>}
            </span>
          </li>
        ))}
      </ul>
      {hasCost && (
        <p className="flex justify-between gap-4 py-2">
          <span className="text-ink-2">{t("entry.cost")}</span>
          <span>{fmt.money(costMinor)}</span>
        </p>
      )}
    </section>
  );
}

function movesOf(lot: LotMove, fmt: Formatter, t: ActivityWords): string[] {
  const n = (micro: bigint) => fmt.credits(micro > 0n ? micro : -micro);
  const moves: string[] = [];
  if (lot.openedMicro > 0n) moves.push(t("lotMoves.opened", { n: n(lot.openedMicro) }));
  if (lot.usedMicro !== 0n)
    moves.push(t(lot.usedMicro > 0n ? "lotMoves.used" : "lotMoves.back", { n: n(lot.usedMicro) }));
  if (lot.heldMicro !== 0n)
    moves.push(t(lot.heldMicro > 0n ? "lotMoves.held" : "lotMoves.freed", { n: n(lot.heldMicro) }));
  if (lot.goneMicro > 0n) moves.push(t("lotMoves.gone", { n: n(lot.goneMicro) }));
  return moves;
}
