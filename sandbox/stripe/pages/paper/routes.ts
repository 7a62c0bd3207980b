import { badge } from "../../../shared/pages/badge";
import { html } from "../../../shared/pages/html";
import { moneyInWords } from "../../../shared/pages/money";
import { show } from "../../../shared/pages/sheet";
import type { Objects } from "../../store/kinds";
import { readingUnit } from "../../store/run-unit";
import { cardInWords, dayInWords } from "../describe";
import { invoiceTotals, invoiceViewOf } from "../invoice/view";
import type { Pages } from "../page";
import { pdf } from "./pdf";

/** What a buyer keeps: invoices and credit notes as sheets, and the receipt of a charge. */
export const paperPages: Pages = {
  "GET /i/{}/pdf": async ({ house, ids }) => {
    const { invoice } = await invoiceViewOf(readingUnit(house), ids[0] ?? "");
    const taxIds = (invoice.customer_tax_ids ?? []).map(({ value }) => ["Tax id", value ?? ""] as const);
    const paper = {
      title: `Invoice ${invoice.number}`,
      facts: [
        ["Status", invoice.status ?? ""],
        ["Date", dayInWords(invoice.effective_at ?? invoice.created)],
        ...(invoice.due_date ? [["Due", dayInWords(invoice.due_date)] as const] : []),
        ["For", [invoice.customer_name, invoice.customer_email].filter(Boolean).join(", ")],
        ...taxIds,
      ] as const,
      lines: invoice.lines.data.map(
        ({ description, amount }) => [description ?? "", moneyInWords(amount, invoice.currency)] as const,
      ),
      totals: invoiceTotals(invoice).map(({ label, amount, strong }) => ({
        label,
        value: moneyInWords(amount, invoice.currency),
        strong,
      })),
      made: invoice.effective_at ?? invoice.created,
    };
    return pdf(paper, `invoice-${invoice.number}`);
  },

  "GET /credit-notes/{}/pdf": async ({ house, ids }) => {
    const unit = readingUnit(house);
    const note = await unit.get("credit_note", ids[0] ?? "");
    const invoice = await unit.get("invoice", note.invoice);
    const money = (amount: number) => moneyInWords(amount, note.currency);
    return pdf(
      {
        title: `Credit note ${note.number}`,
        facts: [
          ["Status", note.status],
          ["Date", dayInWords(note.created)],
          ["Invoice", invoice.number ?? invoice.id],
          ["For", [invoice.customer_name, invoice.customer_email].filter(Boolean).join(", ")],
        ],
        lines: note.lines.data.map(({ description, amount }) => [description ?? "", money(amount)] as const),
        totals: [{ label: "Credited", value: money(note.total), strong: true }],
        made: note.created,
      },
      `credit-note-${note.number}`,
    );
  },

  "GET /receipts/{}": async (visit) => {
    const charge = await readingUnit(visit.house).get("charge", visit.ids[0] ?? "");
    const money = (amount: number) => moneyInWords(amount, charge.currency);
    const rows: [string, string | null | undefined][] = [
      ["Paid with", paidWith(charge)],
      ["Date", dayInWords(charge.created)],
      ["For", charge.description],
      ["Name", charge.billing_details.name],
      ["Refunded", charge.amount_refunded ? money(charge.amount_refunded) : null],
      ["Receipt", charge.id],
    ];
    const facts = rows.flatMap(([name, value]) => (value ? [html`<div><dt>${name}</dt><dd>${value}</dd></div>`] : []));
    const body = html`<section class="card paper"><div class="heading"><div><p class="eyebrow">Receipt</p>
<h1>${money(charge.amount)}</h1></div>${badge(stateOf(charge))}</div>
<dl class="facts">${facts}</dl></section>`;
    return show("Receipt", body);
  },
};

function stateOf({ refunded, status }: Objects["charge"]): string {
  if (refunded) return "refunded";
  return status === "succeeded" ? "paid" : status;
}

function paidWith({ payment_method_details: details }: Objects["charge"]): string {
  if (details?.card) return cardInWords(details.card);
  return details?.sepa_debit ? `Bank account ending in ${details.sepa_debit.last4}` : "Bank transfer";
}
