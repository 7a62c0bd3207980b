import { pageHref } from "@/components/shell/navigation";
import type { BuyInput } from "./buy-input";

/** What is kept for the way back. Company details are kept with the company. */
export function draftOf(input: BuyInput, purchase?: string): Record<string, string> {
  const { form, pick, unit, credits, rhythm, pocket, method, keepsCard, orderNumber, company } = input;
  const kept = { form, pick, unit, credits, rhythm, pocket, method, orderNumber, company };
  return { ...kept, ...(keepsCard && { keepsCard }), ...(purchase && { purchase }) };
}

/** The page a form was sent from. */
export function pathOf({ slug }: { slug: string }, at: string): string {
  return at === "main" ? pageHref(slug, "buy") : `${pageHref(slug, "numbers")}/${encodeURIComponent(at)}/top-up`;
}
