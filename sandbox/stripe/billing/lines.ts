import { newId } from "../store/ids";
import type { Objects } from "../store/kinds";
import type { Unit } from "../store/unit";
import { discountOn, shares, type TaxRate, taxOn } from "./amounts";
import { couponOf, type Discount } from "./discounts";

export type Invoice = Objects["invoice"];
export type Line = Invoice["lines"]["data"][number];

export type Draft = {
  amount: number;
  description: string | null;
  quantity: number;
  price: Objects["price"] | null;
  period: { start: number; end: number };
  parent: Line["parent"];
  metadata: Record<string, string>;
  taxRates: readonly Objects["tax_rate"][];
  discountable?: boolean;
  subscription?: string | null;
};

/** Writes the lines into an invoice, with their parts of the discounts and their taxes, and adds everything up. */
export async function fillInvoice(
  unit: Unit,
  invoice: Invoice,
  drafts: readonly Draft[],
  discounts: readonly Discount[],
): Promise<void> {
  const off = drafts.map(() => new Map<string, number>());
  let left = drafts.map(({ amount, discountable = true }) => (discountable ? Math.max(0, amount) : 0));
  for (const discount of discounts) {
    const whole = discountOn(sum(left), await couponOf(unit, discount));
    const parts = shares(whole, left);
    for (const [place, part] of parts.entries()) off[place]?.set(discount.id, part);
    left = left.map((amount, place) => amount - (parts[place] ?? 0));
  }
  const lines = drafts.map((draft, place) => lineOf(invoice, draft, off[place] ?? new Map()));
  invoice.lines = { object: "list", data: lines, has_more: false, url: `/v1/invoices/${invoice.id}/lines` };
  invoice.discounts = discounts.map(({ id }) => id);
  addUp(invoice);
}

function lineOf(invoice: Invoice, draft: Draft, off: Map<string, number>): Line {
  const { amount, description, quantity, period, parent, metadata, taxRates } = draft;
  const discounted = amount - sum([...off.values()]);
  return {
    id: newId("il"),
    object: "line_item",
    amount,
    currency: invoice.currency,
    description,
    discount_amounts: [...off].map(([discount, part]) => ({ amount: part, discount })),
    discountable: draft.discountable ?? true,
    discounts: [...off.keys()],
    invoice: invoice.id,
    livemode: false,
    metadata,
    parent,
    period,
    pretax_credit_amounts: [...off].map(([discount, part]) => ({ amount: part, discount, type: "discount" as const })),
    pricing: pricingOf(draft),
    quantity,
    quantity_decimal: String(quantity),
    subscription: draft.subscription ?? null,
    subtotal: amount,
    taxes: taxRates.map((rate) => taxLine(discounted, rate)),
  };
}

function pricingOf({ price, amount, quantity }: Draft): Line["pricing"] {
  if (!price) return { type: "price_details", unit_amount_decimal: String(Math.trunc(amount / (quantity || 1))) };
  const details = { price: price.id, product: price.product };
  return { type: "price_details", price_details: details, unit_amount_decimal: price.unit_amount_decimal };
}

function taxLine(amount: number, rate: Objects["tax_rate"]): NonNullable<Line["taxes"]>[number] {
  const known: TaxRate = rate;
  const tax = amount < 0 ? -taxOn(-amount, known) : taxOn(amount, known);
  return {
    amount: tax,
    tax_behavior: rate.inclusive ? "inclusive" : "exclusive",
    tax_rate_details: { tax_rate: rate.id },
    taxability_reason: "standard_rated",
    taxable_amount: rate.inclusive ? amount - tax : amount,
    type: "tax_rate_details",
  };
}

/** The totals of an invoice from its lines; what has been paid stays paid. */
export function addUp(invoice: Invoice): void {
  const lines = invoice.lines.data;
  const taxes = merged(lines.flatMap(({ taxes: own }) => own ?? []));
  const off = new Map<string, number>();
  for (const { amount, discount } of lines.flatMap(({ discount_amounts: own }) => own ?? [])) {
    off.set(String(discount), (off.get(String(discount)) ?? 0) + amount);
  }
  const exclusive = addedTaxes(taxes);
  const inclusive = sum(taxes.map(({ amount }) => amount)) - exclusive;
  const discounted = sum(lines.map(({ amount }) => amount)) - sum([...off.values()]);
  invoice.subtotal = sum(lines.map(({ amount }) => amount));
  invoice.subtotal_excluding_tax = invoice.subtotal - inclusive;
  invoice.total = discounted + exclusive;
  invoice.total_excluding_tax = discounted - inclusive;
  invoice.total_discount_amounts = [...off].map(([discount, amount]) => ({ amount, discount }));
  invoice.total_pretax_credit_amounts = [...off].map(([discount, amount]) => ({ amount, discount, type: "discount" }));
  invoice.total_taxes = taxes;
  invoice.amount_due = Math.max(0, invoice.total + invoice.starting_balance);
  invoice.amount_remaining = Math.max(0, invoice.amount_due - invoice.amount_paid);
}

/** The taxes that come on top of an amount instead of lying in it. */
export function addedTaxes(taxes: readonly { amount: number; tax_behavior: string }[]): number {
  return sum(taxes.filter(({ tax_behavior }) => tax_behavior === "exclusive").map(({ amount }) => amount));
}

export function merged(taxes: NonNullable<Line["taxes"]>): NonNullable<Line["taxes"]> {
  const byRate = new Map<string, (typeof taxes)[number]>();
  for (const tax of taxes) {
    const rate = String(tax.tax_rate_details?.tax_rate);
    const known = byRate.get(rate);
    if (known) {
      known.amount += tax.amount;
      known.taxable_amount = (known.taxable_amount ?? 0) + (tax.taxable_amount ?? 0);
    } else byRate.set(rate, { ...tax });
  }
  return [...byRate.values()];
}

export function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
