import { getTranslations } from "next-intl/server";
import { TableHead } from "@/components/data-list/table-head";
import { creditDecimals } from "@/lib/credits";
import type { Formatter } from "@/lib/format";
import type { TransactionRow } from "@/lib/statement/read-transaction";

type EntryAccountsProps = { row: TransactionRow; title: string; fmt: Formatter };

/** Double entry: what the customer has on one side, why it changed on the other; together they are always nothing. */
export async function EntryAccounts({ row, title, fmt }: EntryAccountsProps) {
  const t = await getTranslations("activity");
  const accounts = [
    ["plan", row.planMicro, row.planAfterMicro],
    ["promo", row.promoMicro, row.promoAfterMicro],
    ["wallet", row.walletMicro, row.walletAfterMicro],
    ["held", row.heldMicro, row.heldAfterMicro],
    ["debt", -row.debtMicro, -row.debtAfterMicro],
    ["used", row.usedMicro, null],
    ["paid", row.paidMicro, null],
    ["granted", row.grantedMicro, null],
    ["expired", row.expiredMicro, null],
    ["moved", row.movedMicro, null],
  ] as const;
  const moved = accounts.filter(([, change]) => change !== 0n);
  const decimals = creditDecimals(moved.flatMap(([, change, after]) => [change, after ?? 0n]));
  const sum = moved.reduce((all, [, change]) => all + change, 0n);
  const end = "py-2 ps-4 text-end whitespace-nowrap";
  return (
    <table className="w-full border-collapse">
      <caption className="border-b border-line-2 pb-1.5 text-start text-sm font-semibold">{title}</caption>
      <TableHead
        columns={[
          { label: t("entry.account") },
          { label: t("entry.change"), align: "end" },
          { label: t("entry.after"), align: "end" },
        ]}
      />
      <tbody>
        {moved.map(([account, change, after]) => (
          <tr key={account} className="border-t border-line">
            <th scope="row" className="py-2 text-start font-normal">
              {t(`accounts.${account}`)}
            </th>
            <td className={end}>{fmt.credits(change, { decimals, sign: "always" })}</td>
            <td className={end}>{after === null ? "" : fmt.credits(after, { decimals })}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr className="border-t border-ink text-ink-2">
          <th scope="row" className="py-2 text-start font-normal">
            {t("entry.sum")}
          </th>
          <td className={end}>{fmt.credits(sum, { decimals })}</td>
          <td />
        </tr>
      </tfoot>
    </table>
  );
}
