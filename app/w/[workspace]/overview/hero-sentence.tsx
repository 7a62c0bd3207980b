import { getTranslations } from "next-intl/server";
import type { Runway } from "@/lib/consumption/runway";
import type { Formatter } from "@/lib/format";
import type { Balance } from "@/lib/ledger/balance";
import { RunwaySentence } from "./runway-sentence";

type HeroSentenceProps = { balance: Balance; runway: Runway; fmt: Formatter };

/** What there is to say of the balance before anything else: what is owed, that nothing came yet, or how long it lasts. */
export async function HeroSentence({ balance, runway, fmt }: HeroSentenceProps) {
  const t = await getTranslations("overview.sentence");
  const { planMicro, promoMicro, walletMicro, heldMicro } = balance;
  if (walletMicro < 0n) return t("debt", { n: fmt.credits(-walletMicro) });
  const isUntouched = planMicro === 0n && promoMicro === 0n && walletMicro === 0n && heldMicro === 0n;
  if (isUntouched && runway.state !== "estimated") return t("none");
  return <RunwaySentence runway={runway} fmt={fmt} />;
}
