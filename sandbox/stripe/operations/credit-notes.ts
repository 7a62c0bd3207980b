import type Stripe from "stripe";
import {
  lineOfAmount,
  linesOfTotal,
  type Note,
  type NoteLine,
  noteTotals,
  ownLine,
  takenOf,
} from "../billing/crediting";
import { cancelPayment, intentOf, markPaid } from "../billing/invoices";
import type { Invoice } from "../billing/lines";
import { invalid, unsupported } from "../http/failure";
import { idOf, type Operations, operation } from "../http/operation";
import { paidCharge, refundCharge } from "../payments/refunds";
import { listAll, listPage } from "../store/list";
import type { Unit } from "../store/unit";
import { refuseTogether } from "./deleted";
import { mergedMetadata } from "./members";
import { taxRatesOf } from "./subscription-items";

export const creditNotes: Operations = {
  "POST /v1/credit_notes": operation<Stripe.CreditNoteCreateParams>(async ({ unit, params }) => {
    const invoice = await unit.get("invoice", params.invoice, "invoice");
    await unit.standAtClockOf(invoice.customer);
    if (params.shipping_cost) throw unsupported("shipping costs", "shipping_cost");
    refuseTogether(params, ["amount", "lines"]);
    if (invoice.status !== "open" && invoice.status !== "paid") {
      throw invalid("Credit notes are for open and paid invoices.", "invoice", "invoice_not_editable");
    }
    const earlier = await listAll(unit, "credit_note", { invoice: invoice.id, status: "issued" });
    const left = invoice.total - earlier.reduce((sum, note) => sum + note.total, 0);
    const tooMuch = () => invalid(`The amount must be between 1 and ${left}.`, "amount", "amount_too_large");
    const asked = params.amount ?? left;
    if (!params.lines && (asked < 1 || asked > left)) throw tooMuch();
    const lines = params.lines
      ? await givenLines(unit, invoice, earlier, params.lines)
      : linesOfTotal(invoice, earlier, asked);
    const totals = noteTotals(lines);
    if (totals.total < 1 || totals.total > left) throw tooMuch();
    const before = Math.min(totals.total, invoice.status === "open" ? invoice.amount_remaining : 0);
    const note = unit.create("credit_note", {
      ...totals,
      currency: invoice.currency,
      customer: invoice.customer ?? "",
      effective_at: params.effective_at ?? unit.now,
      invoice: invoice.id,
      lines: { object: "list", data: lines, has_more: false, url: "/v1/credit_notes/lines" },
      memo: params.memo ?? null,
      metadata: mergedMetadata({}, params.metadata),
      number: `${invoice.number}-CN-${String(earlier.length + 1).padStart(2, "0")}`,
      post_payment_amount: totals.total - before,
      pre_payment_amount: before,
      reason: params.reason ?? null,
      status: "issued",
      type: before === totals.total ? "pre_payment" : before === 0 ? "post_payment" : "mixed",
    });
    note.pdf = `${unit.surroundings.publicUrl}/credit-notes/${note.id}/pdf`;
    await giveBack(unit, invoice, note, params, earlier);
    if (before > 0) await askForLess(unit, invoice, before);
    unit.announce("credit_note.created", note);
    unit.announceChange("invoice.updated", invoice);
    return note;
  }),

  "GET /v1/credit_notes": operation<Stripe.CreditNoteListParams>(({ unit, params, url }) =>
    listPage(unit, "credit_note", { customer: params.customer, invoice: params.invoice }, params, url),
  ),

  "GET /v1/credit_notes/{}": operation((call) => call.unit.get("credit_note", idOf(call))),
};

async function givenLines(
  unit: Unit,
  invoice: Invoice,
  earlier: readonly Note[],
  given: readonly Stripe.CreditNoteCreateParams.Line[],
): Promise<NoteLine[]> {
  const lines: NoteLine[] = [];
  for (const [place, wish] of given.entries()) {
    const { type, description = null, quantity } = wish;
    const param = `lines[${place}]`;
    if (type === "custom_line_item") {
      const amount = (wish.unit_amount ?? 0) * (quantity ?? 1);
      if (amount < 1) throw invalid("A line of its own needs an amount.", `${param}[unit_amount]`, "parameter_missing");
      lines.push(ownLine(description, amount, await taxRatesOf(unit, wish.tax_rates)));
      continue;
    }
    const line = invoice.lines.data.find(({ id }) => id === wish.invoice_line_item);
    if (!line) {
      const message = `No such invoice line item: '${wish.invoice_line_item}'`;
      throw invalid(message, `${param}[invoice_line_item]`, "resource_missing");
    }
    const ofQuantity = Math.round((line.amount * (quantity ?? 0)) / (line.quantity || 1));
    // The same line may be named twice in one note.
    const here = lines.filter(({ invoice_line_item: id }) => id === line.id);
    const taken = [...takenOf(line, earlier), ...here];
    lines.push(lineOfAmount(line, taken, wish.amount ?? ofQuantity, description));
  }
  return lines;
}

/** What was paid already goes back as it was asked for: as a refund, onto the customer's balance, or elsewhere. */
async function giveBack(
  unit: Unit,
  invoice: Invoice,
  note: Note,
  params: Stripe.CreditNoteCreateParams,
  earlier: readonly Note[],
) {
  const { refund_amount = 0, credit_amount = 0, out_of_band_amount = 0 } = params;
  const linked = await linkedRefunds(unit, invoice, params.refunds ?? [], earlier);
  const sum = linked.reduce((all, { amount_refunded }) => all + amount_refunded, 0);
  if (refund_amount + credit_amount + out_of_band_amount + sum !== note.post_payment_amount) {
    throw invalid(
      `refund_amount, credit_amount, out_of_band_amount and refunds must add up to ${note.post_payment_amount}.`,
      "refund_amount",
    );
  }
  note.out_of_band_amount = out_of_band_amount || null;
  note.refunds = linked;
  invoice.post_payment_credit_notes_amount += note.post_payment_amount;
  if (credit_amount && invoice.customer) {
    const customer = await unit.get("customer", invoice.customer);
    customer.balance -= credit_amount;
    unit.announceChange("customer.updated", customer);
  }
  if (!refund_amount) return;
  const intent = await intentOf(unit, invoice);
  if (!intent) throw invalid("Nothing was paid that could be refunded.", "refund_amount");
  const refund = await refundCharge(unit, await paidCharge(unit, intent.id), { amount: refund_amount, metadata: {} });
  note.refunds.push({ amount_refunded: refund_amount, payment_record_refund: null, refund: refund.id, type: "refund" });
}

/** Refunds that were made before, each for no more than it was and of the payment of this invoice. */
async function linkedRefunds(
  unit: Unit,
  invoice: Invoice,
  given: readonly Stripe.CreditNoteCreateParams.Refund[],
  earlier: readonly Note[],
): Promise<Note["refunds"]> {
  const intent = await intentOf(unit, invoice);
  return Promise.all(
    given.map(async ({ refund: id = "", amount_refunded, type = "refund" }, place) => {
      const param = `refunds[${place}][refund]`;
      if (type !== "refund") throw unsupported(`refunds of the type ${type}`, param);
      const refund = await unit.get("refund", id, param);
      const known = earlier.flatMap(({ refunds }) => refunds).filter((one) => one.refund === id);
      const left = refund.amount - known.reduce((sum, one) => sum + one.amount_refunded, 0);
      const amount = amount_refunded ?? left;
      if (!intent || refund.payment_intent !== intent.id || amount < 1 || amount > left) {
        throw invalid("The refund is not of this invoice, or less of it is left.", param);
      }
      return { amount_refunded: amount, payment_record_refund: null, refund: refund.id, type: "refund" as const };
    }),
  );
}

/** What was not paid yet is asked for no longer. */
async function askForLess(unit: Unit, invoice: Invoice, amount: number): Promise<void> {
  invoice.pre_payment_credit_notes_amount += amount;
  invoice.amount_due -= amount;
  invoice.amount_remaining -= amount;
  if (invoice.amount_remaining === 0) {
    await cancelPayment(unit, invoice);
    markPaid(unit, invoice, null);
    return;
  }
  const intent = await intentOf(unit, invoice);
  if (intent) intent.amount = invoice.amount_remaining;
  const [payment] = await listAll(unit, "invoice_payment", { invoice: invoice.id, status: "open" });
  if (payment) payment.amount_requested = invoice.amount_remaining;
}
