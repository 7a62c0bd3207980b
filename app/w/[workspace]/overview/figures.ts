import type { Figure } from "@/components/shell/figures";
import { creditDecimals } from "@/lib/credits";
import type { Formatter } from "@/lib/format";
import type { Translate } from "@/lib/i18n/translator";
import type { Balance } from "@/lib/ledger/balance";

type Words = Translate<"overview">;

/** Only what the books know today; figures of usage and plans join when there is something to count. */
export function balanceFigures(balance: Balance, fmt: Formatter, t: Words): Figure[] {
  const { planMicro, promoMicro, walletMicro, heldMicro } = balance;
  const decimals = creditDecimals([planMicro, promoMicro, walletMicro, heldMicro]);
  const shown = (micro: bigint) => fmt.credits(micro, { decimals });
  return [
    { label: t("figures.plan"), value: shown(planMicro), note: planMicro === 0n ? t("figures.noPlan") : undefined },
    { label: t("figures.wallet"), value: shown(walletMicro), note: t("figures.walletNote") },
    { label: t("figures.promo"), value: shown(promoMicro), note: t("figures.promoNote") },
    {
      label: t("figures.held"),
      value: shown(heldMicro),
      note: heldMicro === 0n ? t("figures.heldNone") : t("figures.heldSome"),
    },
  ];
}

export function balanceSentence(balance: Balance, fmt: Formatter, t: Words): string | undefined {
  const { planMicro, promoMicro, walletMicro, heldMicro } = balance;
  if (walletMicro < 0n) return t("sentence.debt", { n: fmt.credits(-walletMicro) });
  const isUntouched = planMicro === 0n && promoMicro === 0n && walletMicro === 0n && heldMicro === 0n;
  return isUntouched ? t("sentence.none") : undefined;
}
