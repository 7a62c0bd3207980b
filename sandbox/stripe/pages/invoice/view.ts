import { intentOf } from "../../billing/invoices";
import type { Invoice } from "../../billing/lines";
import { missing } from "../../http/failure";
import type { Intent } from "../../payments/charges";
import type { Method } from "../../payments/methods";
import { listAll } from "../../store/list";
import type { Unit } from "../../store/unit";

export type InvoiceView = {
  invoice: Invoice;
  intent: Intent | null;
  saved: Method[];
  step: string;
  payable: boolean;
  now: number;
};

/** An invoice as its buyer sees it; a draft is nobody's yet. */
export async function invoiceViewOf(unit: Unit, id: string): Promise<InvoiceView> {
  const invoice = await unit.get("invoice", id);
  if (invoice.status === "draft") throw missing("invoice", id);
  await unit.standAtClockOf(invoice.customer);
  const intent = await intentOf(unit, invoice);
  const saved = invoice.customer
    ? await listAll(unit, "payment_method", { customer: invoice.customer, type: "card", allow_redisplay: "always" })
    : [];
  const payable = (invoice.status === "open" || invoice.status === "uncollectible") && invoice.amount_remaining > 0;
  const step = [invoice.status, invoice.amount_remaining, intent?.status, intent?.latest_charge].join("/");
  return { invoice, intent, saved, step, payable, now: unit.now };
}

/** What stands between its lines and what is to be paid, in the order it is added up. */
export function invoiceTotals(invoice: Invoice): { label: string; amount: number; strong?: boolean }[] {
  const off = (invoice.total_discount_amounts ?? []).reduce((sum, { amount }) => sum + amount, 0);
  const tax = (invoice.total_taxes ?? []).reduce((sum, { amount }) => sum + amount, 0);
  const used = invoice.ending_balance === null ? 0 : invoice.ending_balance - invoice.starting_balance;
  return [
    { label: "Subtotal", amount: invoice.subtotal },
    ...(off ? [{ label: "Discount", amount: -off }] : []),
    ...(tax ? [{ label: "Tax", amount: tax }] : []),
    { label: "Total", amount: invoice.total, strong: true },
    ...(used > 0 ? [{ label: "From the balance", amount: -used }] : []),
    ...(invoice.amount_paid ? [{ label: "Paid", amount: -invoice.amount_paid }] : []),
    { label: "Amount due", amount: invoice.status === "void" ? 0 : invoice.amount_remaining, strong: true },
  ];
}
