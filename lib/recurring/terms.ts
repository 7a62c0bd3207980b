import type { purchases } from "@/db/schema/purchases";

type Purchase = typeof purchases.$inferSelect;

export type Terms = Pick<
  Purchase,
  | "creditsMicro"
  | "rhythm"
  | "currency"
  | "offerId"
  | "unitPrice"
  | "volumeBps"
  | "rhythmBps"
  | "listMinor"
  | "volumeDiscountMinor"
  | "rhythmDiscountMinor"
  | "netMinor"
  | "taxMinor"
  | "totalMinor"
  | "taxes"
  | "taxReason"
  | "sellerId"
  | "buyer"
  | "termsVersion"
>;

/** What every period of a recurring purchase costs, as it lies in the database: amounts as text, because JSON knows only floats. */
export type RecurringTerms = { [Name in keyof Terms]: Terms[Name] extends bigint ? string : Terms[Name] };

export function keptTerms(terms: Terms): RecurringTerms {
  const { creditsMicro, listMinor, volumeDiscountMinor, rhythmDiscountMinor, netMinor, taxMinor, totalMinor } = terms;
  const { rhythm, currency, offerId, unitPrice, volumeBps, rhythmBps, taxes, taxReason, sellerId, buyer } = terms;
  return {
    ...{ rhythm, currency, offerId, unitPrice, volumeBps, rhythmBps, taxes, taxReason, sellerId, buyer },
    termsVersion: terms.termsVersion,
    creditsMicro: String(creditsMicro),
    listMinor: String(listMinor),
    volumeDiscountMinor: String(volumeDiscountMinor),
    rhythmDiscountMinor: String(rhythmDiscountMinor),
    netMinor: String(netMinor),
    taxMinor: String(taxMinor),
    totalMinor: String(totalMinor),
  };
}

export function readTerms(kept: RecurringTerms): Terms {
  return {
    ...kept,
    creditsMicro: BigInt(kept.creditsMicro),
    listMinor: BigInt(kept.listMinor),
    volumeDiscountMinor: BigInt(kept.volumeDiscountMinor),
    rhythmDiscountMinor: BigInt(kept.rhythmDiscountMinor),
    netMinor: BigInt(kept.netMinor),
    taxMinor: BigInt(kept.taxMinor),
    totalMinor: BigInt(kept.totalMinor),
  };
}
