import { getTranslations } from "next-intl/server";
import type { Runway } from "@/lib/consumption/runway";
import type { Formatter } from "@/lib/format";
import type { Balance } from "@/lib/ledger/balance";
import { balanceLevel } from "@/lib/ledger/balance-level";
import { RunwaySentence } from "./runway-sentence";

type HeroSentenceProps = { balance: Balance; runway: Runway; fmt: Formatter };

/** What there is to say of the balance before anything else: what is owed, that nothing came yet, or how long it lasts. */
export async function HeroSentence({ balance, runway, fmt }: HeroSentenceProps) {
  const t = await getTranslations("overview.sentence");
  const level = balanceLevel(balance);
  if (level === "new") return t("none");
  const debt = balance.walletMicro < 0n && t("debt", { n: fmt.credits(-balance.walletMicro) });
  if (level === "zero") {
    return (
      <>
        <strong className="block font-semibold text-danger">{t("paused")}</strong>
        {debt || t("zero")}
      </>
    );
  }
  if (debt) return debt;
  return <RunwaySentence runway={runway} fmt={fmt} />;
}
