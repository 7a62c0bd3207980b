import { getTranslations } from "next-intl/server";
import { Status } from "@/components/ui/status";
import { creditDecimals } from "@/lib/credits";
import type { Formatter } from "@/lib/format";
import type { UsageReceipt } from "@/lib/metering/read-usage";
import { Lines } from "./lines";
import { quantityText, standingOf, tones } from "./usage-words";

/** How much of it, at which rate, who paid; and why not, and what lifts it. */
export async function ReceiptBill({ receipt, fmt }: { receipt: UsageReceipt; fmt: Formatter }) {
  const [t, common] = await Promise.all([getTranslations("usage"), getTranslations("common")]);
  const standing = standingOf(receipt);
  const funds = [
    [t("receipt.number"), receipt.numberMicro],
    [t("receipt.plan"), receipt.planMicro],
    [t("receipt.promo"), receipt.promoMicro],
    [t("receipt.wallet"), receipt.walletMicro],
    [t("receipt.debt"), receipt.debtMicro],
  ] as const;
  const paid = funds.filter(([, micro]) => micro > 0n);
  const decimals = creditDecimals([receipt.amountMicro, ...paid.map(([, micro]) => micro)]);
  const credits = (micro: bigint) => fmt.credits(micro, { decimals });
  const { priceMicro, costMinor, balanceAfterMicro, refusal, shortByMicro, resetsAt } = receipt;
  // A call's quantity is counted in seconds; its rate is by the minute.
  const unit = t(`units.${receipt.unit === "second" ? "minute" : (receipt.unit as "part")}`);
  return (
    <>
      <div className="flex flex-wrap items-baseline justify-between gap-3 border-b border-ink pb-2">
        <span className="flex items-baseline gap-2">
          <span className="display text-display-md">{credits(receipt.amountMicro)}</span>
          <span className="text-ink-2">{common("units.creditsWord")}</span>
        </span>
        <Status tone={tones[standing]}>{t(`status.${standing}`)}</Status>
      </div>
      <Lines
        lines={[
          [t("receipt.quantity"), quantityText(receipt.quantity, receipt.unit, receipt.channel, t)],
          [
            t("receipt.rate"),
            priceMicro === null ? t("receipt.noRate") : t("receipt.ratePer", { n: fmt.credits(priceMicro), unit }),
          ],
          ...paid.map(([name, micro]) => [t("receipt.paidBy", { name }), credits(micro)] as const),
          ...(costMinor === null ? [] : [[t("receipt.cost"), fmt.money(costMinor)] as const]),
          [t("receipt.balance"), balanceAfterMicro === null ? "–" : fmt.credits(balanceAfterMicro)],
        ]}
      />
      {costMinor !== null && <p className="mt-2 text-xs text-ink-3">{t("receipt.costNote")}</p>}
      {refusal && (
        <p className="mt-3 text-danger">
          {t(`refusals.${refusal as "no_rate"}`)}{" "}
          {shortByMicro !== null && t("receipt.short", { n: fmt.credits(shortByMicro) })}{" "}
          {resetsAt && t("receipt.resets", { day: fmt.date(resetsAt) })}
        </p>
      )}
    </>
  );
}
