import { echoNumber } from "@/components/forms/parse-number";
import type { Formatter } from "@/lib/format";
import type { Draft } from "@/lib/purchases/drafts";
import { offeredRhythms } from "@/lib/purchases/rhythms";
import type { Terms } from "@/lib/purchases/work-out";
import { otherAmount } from "./choice";
import type { Choices, Destination, Way } from "./sale";

type Given = {
  draft: Draft | null;
  /** `?credits=30000` of a link that asks for an amount. */
  wished: string | undefined;
  pocket: string;
  terms: Terms;
  ways: readonly Way[];
  advised: number | null;
  destinations: readonly Destination[];
  fmt: Formatter;
};

/** What is chosen when the page opens: what a link asks for, what was chosen the last time, or what fits the pace. */
export function firstChoices({ draft, wished, pocket, terms, ways, advised, destinations, fmt }: Given): Choices {
  const { packages } = terms.offer.terms;
  const written = (credits: string) => echoNumber(credits, fmt.separators, fmt.lakhs);
  const asked = /^\d{1,9}$/.test(wished ?? "") ? wished : undefined;
  const fitting =
    packages.find((one) => advised !== null && one >= advised) ?? (advised === null ? packages[1] : packages.at(-1));
  const usual = String(fitting ?? packages[0] ?? terms.offer.terms.minCredits);
  const credits = asked ?? draft?.pick ?? usual;
  const isPackage = packages.some((one) => String(one) === credits);
  const [firstWay] = ways;
  return {
    pick: isPackage ? credits : otherAmount,
    unit: !asked && draft?.unit === "money" ? "money" : "credits",
    text: asked ? written(asked) : (draft?.credits ?? written(usual)),
    rhythm: offeredRhythms.find((rhythm) => rhythm === draft?.rhythm) ?? "once",
    pocket:
      pocket === "main" && destinations.some(({ id }) => id === draft?.pocket) ? (draft?.pocket ?? pocket) : pocket,
    method: ways.find(({ value }) => value === draft?.method)?.value ?? firstWay?.value ?? "card",
    keepsCard: draft?.keepsCard === "on",
    orderNumber: draft?.orderNumber ?? "",
    skipped: draft?.company === "skip",
  };
}
