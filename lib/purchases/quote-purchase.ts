import "server-only";
import type { Rhythm } from "@/db/schema/purchases";
import { readOffer } from "@/lib/catalogue/data";
import type { Offer } from "@/lib/catalogue/offer";
import type { Price } from "@/lib/catalogue/price";
import type { Context } from "@/lib/context";
import { creditsToDecimal, wholeCredits } from "@/lib/credits";
import { AppError } from "@/lib/errors";
import { readSeller, type Seller } from "@/lib/tax/data";
import type { TaxDecision, Taxed } from "@/lib/tax/tax";
import { checkTaxId } from "@/lib/tax-ids/tax-id";
import type { Buyer } from "./buyer";
import { workOut } from "./work-out";

export type Wish = { creditsMicro: bigint; rhythm: Rhythm; buyer: Pick<Buyer, "country" | "region" | "taxId"> };

export type PurchaseQuote = { offer: Offer; seller: Seller; price: Price; tax: TaxDecision; taxed: Taxed };

/** What a purchase would cost now, to the last coin; refuses what cannot be sold and says why. */
export async function quotePurchase(ctx: Context, { creditsMicro, rhythm, buyer }: Wish): Promise<PurchaseQuote> {
  const offer = await readOffer(ctx);
  const taxes = offer && (await readSeller(ctx, offer.currency));
  if (!offer || !taxes) throw new AppError("unavailable", "nothing_for_sale");
  const { minCredits, maxCredits } = offer.terms;
  if (creditsMicro % wholeCredits(1) !== 0n) throw new AppError("invalid", "whole_credits", { field: "credits" });
  const outside = creditsMicro < wholeCredits(minCredits) || creditsMicro > wholeCredits(maxCredits);
  if (outside) {
    const [key, bound] =
      creditsMicro < wholeCredits(minCredits)
        ? (["too_few_credits", minCredits] as const)
        : (["too_many_credits", maxCredits] as const);
    throw new AppError("invalid", key, {
      field: "credits",
      values: { n: bound, given: creditsToDecimal(creditsMicro) },
    });
  }
  const checked = buyer.taxId === "" ? null : checkTaxId(buyer, buyer.taxId);
  if (checked && !checked.valid) throw new AppError("invalid", checked.problem, { field: "taxId" });
  const { seller, rates } = taxes;
  return { offer, seller, ...workOut({ offer, seller, rates }, creditsMicro, rhythm, buyer) };
}
