import type { Threshold } from "@/components/balance-line/scale";
import { pageHref } from "@/components/shell/navigation";
import { creditsToDecimal } from "@/lib/credits";
import type { Formatter } from "@/lib/format";
import type { Translate } from "@/lib/i18n/translator";
import type { Balance } from "@/lib/ledger/balance";

/** The line in words, for whoever cannot see it. */
export function balanceText(balance: Balance, fmt: Formatter, t: Translate<"shell">): string {
  const { availableMicro, heldMicro } = balance;
  const parts = [t("balance.available", { available: fmt.credits(availableMicro) })];
  if (heldMicro > 0n) parts.push(t("balance.hold", { n: fmt.credits(heldMicro) }));
  if (balance.lowMicro !== null) parts.push(t("balance.alertAt", { n: fmt.credits(balance.lowMicro) }));
  return parts.join("; ");
}

/** The marks on the line. */
export function thresholdsOf({ lowMicro }: Balance, fmt: Formatter, t: Translate<"shell">): Threshold[] {
  if (lowMicro === null) return [];
  return [{ kind: "alert", atMicro: lowMicro, label: t("balance.alert", { n: fmt.credits(lowMicro) }) }];
}

export function sidebarBalance(
  slug: string,
  balance: Balance,
  fmt: Formatter,
  t: Translate<"shell">,
  common: Translate<"common">,
) {
  return {
    href: pageHref(slug, "overview"),
    label: t("balance.short"),
    value: fmt.credits(balance.availableMicro),
    raw: creditsToDecimal(balance.availableMicro),
    unit: common("units.creditsWord"),
    line: {
      availableMicro: balance.availableMicro,
      heldMicro: balance.heldMicro,
      text: balanceText(balance, fmt, t),
    },
  };
}
