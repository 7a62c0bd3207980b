import "server-only";
import { type Db, inSystem } from "@/db";
import { sellerCurrencies, sellers, taxRates } from "@/db/schema/catalogue";

const nothing = { addressLine2: "", region: "", postalCode: "", taxId: "", fiscalYearStart: 1 };

/** One legal entity for each currency of the demo, each at home where its currency is. */
const demoSellers = [
  {
    seller: {
      ...nothing,
      id: "sel_luanda",
      legalName: "Saldo Angola, Lda",
      addressLine1: "Rua Rainha Ginga 187",
      city: "Luanda",
      region: "Luanda",
      country: "AO",
      taxId: "5000111222",
      invoicePrefix: "SAO",
      timeZone: "Africa/Luanda",
    },
    currency: "AOA",
    tax: { name: "IVA", rateBps: 1_400 },
  },
  {
    seller: {
      ...nothing,
      id: "sel_jakarta",
      legalName: "PT Saldo Indonesia",
      addressLine1: "Jalan Jenderal Sudirman 28",
      city: "Jakarta",
      region: "DKI Jakarta",
      postalCode: "10210",
      country: "ID",
      taxId: "0123456789012000",
      invoicePrefix: "SID",
      timeZone: "Asia/Jakarta",
    },
    currency: "IDR",
    tax: { name: "PPN", rateBps: 1_100 },
  },
  {
    seller: {
      ...nothing,
      id: "sel_mumbai",
      legalName: "Saldo India Private Limited",
      addressLine1: "14 Nariman Point",
      city: "Mumbai",
      region: "Maharashtra",
      postalCode: "400021",
      country: "IN",
      taxId: "27AAPFU0939F1ZV",
      invoicePrefix: "SIN",
      fiscalYearStart: 4,
      timeZone: "Asia/Kolkata",
    },
    currency: "INR",
    tax: { name: "GST", rateBps: 1_800 },
  },
  {
    seller: {
      ...nothing,
      id: "sel_lisbon",
      legalName: "Saldo Europa, Unipessoal Lda",
      addressLine1: "Rua Augusta 12",
      city: "Lisboa",
      postalCode: "1100-048",
      country: "PT",
      taxId: "PT509442013",
      invoicePrefix: "SPT",
      timeZone: "Europe/Lisbon",
    },
    currency: "EUR",
    tax: { name: "IVA", rateBps: 2_300 },
  },
  {
    seller: {
      ...nothing,
      id: "sel_dover",
      legalName: "Saldo Inc.",
      addressLine1: "8 The Green",
      city: "Dover",
      region: "DE",
      postalCode: "19901",
      country: "US",
      invoicePrefix: "SUS",
      timeZone: "America/New_York",
    },
    currency: "USD",
    tax: null,
  },
] as const;

/** Who sells in the demo. What the operator has changed since stays as it is. */
export function seedSellers(db: Db, now: Date): Promise<void> {
  return inSystem(db, async (tx) => {
    for (const { seller, currency, tax } of demoSellers) {
      const moments = { createdAt: now, updatedAt: now };
      await tx
        .insert(sellers)
        .values({ ...seller, email: "billing@saldo.example", ...moments })
        .onConflictDoNothing();
      await tx.insert(sellerCurrencies).values({ currency, sellerId: seller.id }).onConflictDoNothing();
      if (!tax) continue;
      const since = new Date("2000-01-01T00:00:00Z");
      const rate = { sellerId: seller.id, country: seller.country, startsAt: since, createdBy: "system:demo" };
      await tx
        .insert(taxRates)
        .values({ ...rate, ...tax, createdAt: now })
        .onConflictDoNothing();
    }
  });
}
