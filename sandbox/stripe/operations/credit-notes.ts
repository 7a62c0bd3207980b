import type Stripe from "stripe";
import { shares } from "../billing/amounts";
import { cancelPayment, intentOf, markPaid } from "../billing/invoices";
import type { Invoice } from "../billing/lines";
import { invalid, unsupported } from "../http/failure";
import { idOf, type Operations, operation } from "../http/operation";
import { paidCharge, refundCharge } from "../payments/refunds";
import { newId } from "../store/ids";
import type { Objects } from "../store/kinds";
import { listAll, listPage } from "../store/list";
import type { Unit } from "../store/unit";
import { mergedMetadata } from "./members";

type Note = Objects["credit_note"];
type NoteLine = Note["lines"]["data"][number];

export const creditNotes: Operations = {
  "POST /v1/credit_notes": operation<Stripe.CreditNoteCreateParams>(async ({ unit, params }) => {
    const invoice = await unit.get("invoice", params.invoice, "invoice");
    await unit.standAtClockOf(invoice.customer);
    if (params.shipping_cost) throw unsupported("shipping costs", "shipping_cost");
    if (invoice.status !== "open" && invoice.status !== "paid") {
      throw invalid("Credit notes are for open and paid invoices.", "invoice", "invoice_not_editable");
    }
    const lines = linesOf(invoice, params);
    const total = lines.reduce((sum, { amount }) => sum + amount, 0);
    const earlier = await listAll(unit, "credit_note", { invoice: invoice.id, status: "issued" });
    const credited = earlier.reduce((sum, note) => sum + note.total, 0);
    if (total < 1 || credited + total > invoice.total) {
      throw invalid(`The amount must be between 1 and ${invoice.total - credited}.`, "amount", "amount_too_large");
    }
    const note = unit.create("credit_note", {
      amount: total,
      currency: invoice.currency,
      customer: invoice.customer ?? "",
      effective_at: params.effective_at ?? unit.now,
      invoice: invoice.id,
      lines: { object: "list", data: lines, has_more: false, url: "/v1/credit_notes/lines" },
      memo: params.memo ?? null,
      metadata: mergedMetadata({}, params.metadata),
      number: `${invoice.number}-CN-${String(earlier.length + 1).padStart(2, "0")}`,
      reason: params.reason ?? null,
      status: "issued",
      subtotal: total,
      subtotal_excluding_tax: total,
      total,
      total_excluding_tax: total,
      total_taxes: [],
      type: invoice.status === "paid" ? "post_payment" : "pre_payment",
    });
    note.pdf = `${unit.surroundings.publicUrl}/credit-notes/${note.id}/pdf`;
    await apply(unit, invoice, note, params);
    unit.announce("credit_note.created", note);
    unit.announceChange("invoice.updated", invoice);
    return note;
  }),

  "GET /v1/credit_notes": operation<Stripe.CreditNoteListParams>(({ unit, params, url }) =>
    listPage(unit, "credit_note", { customer: params.customer, invoice: params.invoice }, params, url),
  ),

  "GET /v1/credit_notes/{}": operation((call) => call.unit.get("credit_note", idOf(call))),
};

/** Before it is paid a note makes the invoice smaller; afterwards the money goes back, onto the balance or elsewhere. */
async function apply(unit: Unit, invoice: Invoice, note: Note, params: Stripe.CreditNoteCreateParams): Promise<void> {
  if (note.type === "pre_payment") {
    note.pre_payment_amount = note.total;
    invoice.pre_payment_credit_notes_amount += note.total;
    invoice.amount_due -= note.total;
    invoice.amount_remaining -= note.total;
    return askForLess(unit, invoice);
  }
  const { refund_amount = 0, credit_amount = 0, out_of_band_amount = 0 } = params;
  const linked = (params.refunds ?? []).reduce((sum, { amount_refunded = 0 }) => sum + amount_refunded, 0);
  if (refund_amount + credit_amount + out_of_band_amount + linked !== note.total) {
    throw invalid(
      "refund_amount, credit_amount, out_of_band_amount and refunds must add up to the credit note.",
      "refund_amount",
    );
  }
  note.post_payment_amount = note.total;
  note.out_of_band_amount = out_of_band_amount || null;
  invoice.post_payment_credit_notes_amount += note.total;
  if (credit_amount && invoice.customer) {
    const customer = await unit.get("customer", invoice.customer);
    customer.balance -= credit_amount;
    unit.announceChange("customer.updated", customer);
  }
  if (!refund_amount) return;
  const intent = await intentOf(unit, invoice);
  if (!intent) throw invalid("Nothing was paid that could be refunded.", "refund_amount");
  const refund = await refundCharge(unit, await paidCharge(unit, intent.id), { amount: refund_amount, metadata: {} });
  note.refunds = [{ amount_refunded: refund_amount, payment_record_refund: null, refund: refund.id, type: "refund" }];
}

async function askForLess(unit: Unit, invoice: Invoice): Promise<void> {
  if (invoice.amount_remaining === 0) {
    await cancelPayment(unit, invoice);
    markPaid(unit, invoice, null);
    return;
  }
  const intent = await intentOf(unit, invoice);
  if (intent) intent.amount = invoice.amount_remaining;
}

function linesOf(invoice: Invoice, params: Stripe.CreditNoteCreateParams): NoteLine[] {
  if (params.lines) return params.lines.map((line) => givenLine(invoice, line));
  const amount = params.amount ?? invoice.total;
  const parts = shares(
    amount,
    invoice.lines.data.map((line) => Math.max(0, line.amount)),
  );
  return invoice.lines.data.map((line, place) => noteLine(parts[place] ?? 0, line.description, line.id));
}

function givenLine(invoice: Invoice, given: Stripe.CreditNoteCreateParams.Line): NoteLine {
  const line = invoice.lines.data.find(({ id }) => id === given.invoice_line_item);
  if (given.type === "invoice_line_item" && !line) {
    throw invalid(
      `No such invoice line item: '${given.invoice_line_item}'`,
      "lines[0][invoice_line_item]",
      "resource_missing",
    );
  }
  const amount = given.amount ?? (given.unit_amount ?? 0) * (given.quantity ?? 1);
  return noteLine(amount || (line?.amount ?? 0), given.description ?? line?.description ?? null, line?.id);
}

function noteLine(amount: number, description: string | null, invoiceLine: string | undefined): NoteLine {
  return {
    id: newId("cnli"),
    object: "credit_note_line_item",
    amount,
    description,
    discount_amount: 0,
    discount_amounts: [],
    ...(invoiceLine && { invoice_line_item: invoiceLine }),
    livemode: false,
    metadata: null,
    pretax_credit_amounts: [],
    quantity: null,
    tax_rates: [],
    taxes: [],
    type: invoiceLine ? "invoice_line_item" : "custom_line_item",
    unit_amount: null,
    unit_amount_decimal: null,
  };
}
