import { invalid } from "../http/failure";
import { newId } from "../store/ids";
import type { Objects } from "../store/kinds";
import { shares, taxOn } from "./amounts";
import { addedTaxes, type Invoice, type Line, merged, sum } from "./lines";

export type Note = Objects["credit_note"];
export type NoteLine = Note["lines"]["data"][number];

/** What earlier notes have taken back of a line of an invoice. */
export function takenOf(line: Line, notes: readonly Note[]): NoteLine[] {
  return notes.flatMap((note) => note.lines.data).filter(({ invoice_line_item: id }) => id === line.id);
}

/** What a line of an invoice or of a note comes to: less its discounts, with the taxes that are added to it. */
function totalOf({
  amount,
  taxes,
  discount_amounts: off,
}: Pick<NoteLine, "amount" | "taxes"> & { discount_amounts: Off }) {
  return amount - sum((off ?? []).map((one) => one.amount)) + addedTaxes(taxes ?? []);
}

type Off = readonly { amount: number }[] | null;

/** An amount for the whole note, taxes and all, as lines: each line of the invoice gives its part of what is left of it. */
export function linesOfTotal(invoice: Invoice, notes: readonly Note[], total: number): NoteLine[] {
  const taken = invoice.lines.data.map((line) => ({ line, earlier: takenOf(line, notes) }));
  const left = taken.map(({ line, earlier }) => Math.max(0, totalOf(line) - sum(earlier.map(totalOf))));
  const parts = shares(total, left);
  return taken.flatMap(({ line, earlier }, place) => {
    const part = parts[place] ?? 0;
    return part > 0 ? [lineOfTotal(line, earlier, part)] : [];
  });
}

// Counted from all that was taken so far, so that the last coin of a tax goes back with the last of its line.
function lineOfTotal(line: Line, earlier: readonly NoteLine[], part: number): NoteLine {
  const whole = totalOf(line);
  const share = shareOf(earlier, sum(earlier.map(totalOf)) + part, whole);
  const off = share.off(line);
  const taxes = share.taxes(line);
  return noteLine(
    line.description,
    part + sum(off.map(({ amount }) => amount)) - addedTaxes(taxes),
    off,
    taxes,
    line.id,
  );
}

/** An amount of one line, before its discounts and the taxes that are added to it. */
export function lineOfAmount(
  line: Line,
  earlier: readonly NoteLine[],
  amount: number,
  description: string | null,
): NoteLine {
  const so = sum(earlier.map((one) => one.amount)) + amount;
  if (amount < 1 || so > line.amount) {
    const most = line.amount - (so - amount);
    throw invalid(`The amount of ${line.id} must be between 1 and ${most}.`, "lines", "amount_too_large");
  }
  const share = shareOf(earlier, so, line.amount);
  return noteLine(description ?? line.description, amount, share.off(line), share.taxes(line), line.id);
}

/** Something of its own, with taxes of its own. */
export function ownLine(description: string | null, amount: number, rates: readonly Objects["tax_rate"][]): NoteLine {
  const taxes = rates.map((rate) => {
    const tax = taxOn(amount, rate);
    return {
      amount: tax,
      tax_behavior: rate.inclusive ? ("inclusive" as const) : ("exclusive" as const),
      tax_rate_details: { tax_rate: rate.id },
      taxability_reason: "standard_rated" as const,
      taxable_amount: rate.inclusive ? amount - tax : amount,
      type: "tax_rate_details" as const,
    };
  });
  return noteLine(description, amount, [], taxes);
}

function shareOf(earlier: readonly NoteLine[], so: number, whole: number) {
  const upTo = (amount: number) => Math.round((amount * so) / whole);
  const given = <T>(lists: readonly (readonly T[] | null)[], fits: (one: T) => boolean, amount: (one: T) => number) =>
    sum(lists.flatMap((list) => (list ?? []).filter(fits).map(amount)));
  return {
    off: (line: Line) =>
      (line.discount_amounts ?? []).map(({ amount, discount }) => ({
        amount:
          upTo(amount) -
          given(
            earlier.map((one) => one.discount_amounts),
            (one) => one.discount === discount,
            (one) => one.amount,
          ),
        discount,
      })),
    taxes: (line: Line) =>
      (line.taxes ?? []).map((tax) => {
        const known = earlier.map((one) => one.taxes);
        const same = (one: NonNullable<Line["taxes"]>[number]) =>
          one.tax_rate_details?.tax_rate === tax.tax_rate_details?.tax_rate;
        return {
          ...tax,
          amount: upTo(tax.amount) - given(known, same, (one) => one.amount),
          taxable_amount: upTo(tax.taxable_amount ?? 0) - given(known, same, (one) => one.taxable_amount ?? 0),
        };
      }),
  };
}

function noteLine(
  description: string | null,
  amount: number,
  off: NoteLine["discount_amounts"],
  taxes: NonNullable<NoteLine["taxes"]>,
  invoiceLine?: string,
): NoteLine {
  return {
    id: newId("cnli"),
    object: "credit_note_line_item",
    amount,
    description,
    discount_amount: sum(off.map((one) => one.amount)),
    discount_amounts: off,
    ...(invoiceLine && { invoice_line_item: invoiceLine }),
    livemode: false,
    metadata: null,
    pretax_credit_amounts: off.map((one) => ({ ...one, type: "discount" as const })),
    quantity: null,
    tax_rates: [],
    taxes,
    type: invoiceLine ? "invoice_line_item" : "custom_line_item",
    unit_amount: null,
    unit_amount_decimal: null,
  };
}

/** The totals of a note from its lines. */
export function noteTotals(lines: readonly NoteLine[]) {
  const taxes = merged(structuredClone(lines.flatMap((line) => line.taxes ?? [])));
  const all = sum(taxes.map(({ amount }) => amount));
  const off = new Map<string, number>();
  for (const { amount, discount } of lines.flatMap((line) => line.discount_amounts)) {
    off.set(String(discount), (off.get(String(discount)) ?? 0) + amount);
  }
  const subtotal = sum(lines.map(({ amount }) => amount));
  const total = sum(lines.map(totalOf));
  return {
    amount: total,
    discount_amount: sum([...off.values()]),
    discount_amounts: [...off].map(([discount, amount]) => ({ amount, discount })),
    pretax_credit_amounts: [...off].map(([discount, amount]) => ({ amount, discount, type: "discount" as const })),
    subtotal,
    subtotal_excluding_tax: subtotal - (all - addedTaxes(taxes)),
    total,
    total_excluding_tax: total - all,
    total_taxes: taxes,
  };
}
