import type { Figure } from "@/components/shell/figures";
import type { Recent } from "@/lib/consumption/pace";
import { creditDecimals } from "@/lib/credits";
import type { Formatter } from "@/lib/format";
import type { Translate } from "@/lib/i18n/translator";
import type { Balance } from "@/lib/ledger/balance";
import type { RunningPlan } from "@/lib/plans/data";

type Words = Translate<"overview">;
type Standing = { balance: Balance; recent: Recent; plan: RunningPlan | null };

/** What the balance is made of, and what of it went this month. Promo credits are told where there are some. */
export function balanceFigures({ balance, recent, plan }: Standing, fmt: Formatter, t: Words): Figure[] {
  const { planMicro, promoMicro, walletMicro, heldMicro } = balance;
  const decimals = creditDecimals([planMicro, promoMicro, walletMicro, heldMicro, recent.month.usedMicro]);
  const shown = (micro: bigint) => fmt.credits(micro, { decimals });
  const planNote = plan
    ? t("figures.planOf", { n: fmt.credits(plan.creditsMicro), day: fmt.date(plan.renewsAt) })
    : t("figures.noPlan");
  const heldNote = recent.openHolds === 0 ? t("figures.heldNone") : t("figures.heldCount", { count: recent.openHolds });
  return [
    { label: t("figures.plan"), value: shown(planMicro), note: planNote },
    ...(promoMicro === 0n
      ? []
      : [{ label: t("figures.promo"), value: shown(promoMicro), note: t("figures.promoNote") }]),
    { label: t("figures.wallet"), value: shown(walletMicro), note: t("figures.walletNote") },
    { label: t("figures.held"), value: shown(heldMicro), note: heldNote },
    { label: t("figures.month"), value: shown(recent.month.usedMicro), note: monthNote(recent, fmt, t) },
  ];
}

/** Against the same days of the month before, not against all of it. */
function monthNote({ month: { usedMicro, beforeMicro, beforeMonth, hasBefore } }: Recent, fmt: Formatter, t: Words) {
  if (!hasBefore || beforeMicro <= 0n) return t("figures.monthFirst");
  const month = fmt.monthName(beforeMonth);
  const change = Number(((usedMicro - beforeMicro) * 1_000n) / beforeMicro) / 1_000;
  const share = fmt.percent(Math.abs(change));
  if (Math.abs(change) < 0.005) return t("figures.monthSame", { month });
  return change < 0 ? t("figures.monthLess", { share, month }) : t("figures.monthMore", { share, month });
}
