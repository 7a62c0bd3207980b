import { eq } from "drizzle-orm";
import { inSystem, inWorkspace, systemDatabase } from "@/db";
import { sellerCurrencies, sellers, taxRates } from "@/db/schema/catalogue";
import { pockets } from "@/db/schema/ledger";
import { payments } from "@/db/schema/payments";
import { companies, workspaces } from "@/db/schema/workspaces";
import { noon, personWith, workspaceOf } from "@/lib/auth/testing";
import { ensureOffers } from "@/lib/catalogue/publish-offer";
import type { Context } from "@/lib/context";
import { wholeCredits } from "@/lib/credits";
import { invariant } from "@/lib/errors";
import { newId } from "@/lib/ids";
import type { FoundPayment } from "@/lib/payments/provider";
import type { Buyer } from "./buyer";
import type { Purchase } from "./lock-purchase";
import { quotePurchase } from "./quote-purchase";
import { type NewPurchase, startPurchase } from "./start-purchase";

export const buyer: Buyer = {
  name: "Kianda Logistics, Lda",
  taxId: "5417263849",
  addressLine1: "Rua da Missão 42",
  addressLine2: "",
  city: "Luanda",
  region: "Luanda",
  postalCode: "",
  country: "AO",
  email: "finance@kianda.example",
  orderNumber: "",
};

/** Prices and somebody in Luanda who sells in kwanza with 14% tax; once per database. */
export async function openForSale(): Promise<void> {
  await ensureOffers(systemDatabase(), noon);
  await inSystem(systemDatabase(), async (tx) => {
    const seller = { id: "sel_luanda", legalName: "Saldo Angola, Lda", addressLine1: "Rua Rainha Ginga 1" };
    const place = { city: "Luanda", country: "AO", taxId: "5000111222", timeZone: "Africa/Luanda" };
    await tx
      .insert(sellers)
      .values({
        ...seller,
        ...place,
        email: "billing@saldo.example",
        invoicePrefix: "SAO",
        createdAt: noon,
        updatedAt: noon,
      })
      .onConflictDoNothing();
    await tx.insert(sellerCurrencies).values({ currency: "AOA", sellerId: seller.id }).onConflictDoNothing();
    const rate = { sellerId: seller.id, country: "AO", startsAt: new Date("2000-01-01T00:00:00Z") };
    await tx
      .insert(taxRates)
      .values({ ...rate, name: "IVA", rateBps: 1_400, createdBy: "system:test", createdAt: noon })
      .onConflictDoNothing();
  });
}

export async function buyingWorkspace(): Promise<Context> {
  await openForSale();
  const ctx = await workspaceOf((await personWith()).id);
  await inWorkspace(ctx, async (tx) => {
    await tx
      .insert(pockets)
      .values({ workspaceId: ctx.workspaceId, id: "main", updatedAt: noon })
      .onConflictDoNothing();
    await tx.insert(companies).values({ workspaceId: ctx.workspaceId, updatedAt: noon }).onConflictDoNothing();
  });
  return ctx;
}

/** 10,000 credits for Kz 76,000 and 14%. */
export function wish(more: Partial<NewPurchase> = {}): NewPurchase {
  return {
    id: newId("pur"),
    creditsMicro: wholeCredits(10_000),
    pocket: "main",
    rhythm: "once",
    method: "card",
    paymentMethodId: null,
    bank: null,
    keepsCard: false,
    buyer,
    seen: { totalMinor: 8_664_000n, currency: "AOA" },
    termsVersion: "2026-11",
    ...more,
  };
}

export const paidInFull = ({ totalMinor, currency }: Purchase): FoundPayment => ({
  status: "paid",
  receivedMinor: totalMinor,
  currency,
  url: null,
  failure: null,
  details: { brand: "visa", lastFour: "4242" },
  refs: [],
});

/** A purchase with a try to pay it, as a provider would be asked. */
export async function purchaseWithPayment(ctx: Context, more: Partial<NewPurchase> = {}) {
  const purchase = await startPurchase(ctx, wish(more));
  const payment = await anotherTry(ctx, purchase, 1);
  return { purchase, payment };
}

export async function anotherTry(ctx: Context, purchase: Purchase, attempt: number) {
  const [payment] = await inWorkspace(ctx, (tx) =>
    tx
      .insert(payments)
      .values({
        workspaceId: ctx.workspaceId,
        id: newId("pay"),
        purchaseId: purchase.id,
        attempt,
        provider: "stripe",
        kind: "checkout",
        status: "open",
        amountMinor: purchase.totalMinor,
        currency: purchase.currency,
        createdAt: ctx.now,
      })
      .returning(),
  );
  invariant(payment, "an insert answers with its row");
  return payment;
}

/** Somebody in Jakarta, who may pay by transfer; the seller takes rupiah too. */
export async function buyingInRupiah(): Promise<Context> {
  const ctx = await buyingWorkspace();
  await inSystem(systemDatabase(), (tx) =>
    tx.insert(sellerCurrencies).values({ currency: "IDR", sellerId: "sel_luanda" }).onConflictDoNothing(),
  );
  await inWorkspace(ctx, (tx) =>
    tx.update(workspaces).set({ currency: "IDR" }).where(eq(workspaces.id, ctx.workspaceId)),
  );
  return ctx;
}

const inJakarta: Buyer = { ...buyer, country: "ID", taxId: "" };

/** The same wish in rupiah, by a transfer from any bank. */
export async function transferWish(ctx: Context, bank = "bni"): Promise<NewPurchase> {
  const asked = wish({ buyer: inJakarta, method: "bank", bank });
  const { taxed } = await quotePurchase(ctx, asked);
  return { ...asked, seen: { totalMinor: taxed.totalMinor, currency: "IDR" } };
}
