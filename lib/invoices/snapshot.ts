import type { Rhythm } from "@/db/schema/purchases";
import type { Buyer } from "@/lib/purchases/buyer";
import type { TaxLine, TaxReason } from "@/lib/tax/tax";

/** Who sold, as they were. */
export type SellerSnapshot = {
  legalName: string;
  addressLine1: string;
  addressLine2: string;
  city: string;
  region: string;
  postalCode: string;
  country: string;
  taxId: string;
  email: string;
};

/** Everything a document shows; amounts as text, because JSON knows only floats. */
export type InvoiceSnapshot = {
  seller: SellerSnapshot;
  buyer: Buyer;
  purchaseNumber: string;
  /** What credits are for: the workspace, or a number by its name. */
  destination: string;
  creditsMicro: string;
  unitPrice: string;
  rhythm: Rhythm;
  listMinor: string;
  volumeDiscountMinor: string;
  volumeBps: number;
  rhythmDiscountMinor: string;
  rhythmBps: number;
  netMinor: string;
  taxes: TaxLine[];
  taxReason: TaxReason;
  totalMinor: string;
  paidAt: string;
  /** "visa 4242", "bni": how it was paid. */
  paidWith: string;
  /** Of a credit note, whose amounts are those that go back: the invoice it corrects, and why. */
  corrects?: { number: string; issuedAt: string; reason: "refund" | "dispute" };
};
