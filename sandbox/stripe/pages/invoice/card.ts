import { badge } from "../../../shared/pages/badge";
import { refusalNote, type Typed } from "../../../shared/pages/fields";
import { type Html, html } from "../../../shared/pages/html";
import { moneyInWords } from "../../../shared/pages/money";
import { cardFields } from "../card-form";
import { dayInWords, expiryInWords, hasExpired, methodInWords } from "../describe";
import { form, type Visit } from "../page";
import { testCardButtons } from "../test-buttons";
import { type InvoiceView, invoiceTotals } from "./view";

/** The invoice itself, and below it the form that pays it. */
export function invoiceCard(visit: Visit, view: InvoiceView, typed: Typed): Html {
  const { invoice } = view;
  const { currency, customer_name: name, customer_email: email } = invoice;
  const lines = invoice.lines.data.map(
    ({ description, amount }) =>
      html`<li><span>${description}</span><span class="amount">${moneyInWords(amount, currency)}</span></li>`,
  );
  return html`<section class="card paper">
<div class="heading"><div><p class="eyebrow">Invoice ${invoice.number}</p>
<h1>${headline(view)}</h1></div>${badge(invoice.status)}</div>
<dl class="facts">
${name && html`<div><dt>For</dt><dd>${name}</dd></div>`}
${email && html`<div><dt>E-mail</dt><dd>${email}</dd></div>`}
<div><dt>Date</dt><dd>${dayInWords(invoice.effective_at ?? invoice.created)}</dd></div>
${invoice.due_date && html`<div><dt>Due</dt><dd>${dayInWords(invoice.due_date)}</dd></div>`}
</dl>
<ul class="lines">${lines}</ul>
<dl class="totals">${invoiceTotals(invoice).map(
    ({ label, amount, strong }) =>
      html`<div class="${strong ? "total" : ""}"><dt>${label}</dt><dd>${moneyInWords(amount, currency)}</dd></div>`,
  )}</dl>
<p class="alone"><a href="/i/${invoice.id}/pdf">Download the invoice as PDF</a></p>
${view.payable && payment(visit, view, typed)}
</section>`;
}

function headline({ invoice }: InvoiceView): string {
  if (invoice.status === "paid") return `${moneyInWords(invoice.amount_paid, invoice.currency)} paid`;
  if (invoice.status === "void") return "This invoice is void";
  return `${moneyInWords(invoice.amount_remaining, invoice.currency)} to pay`;
}

function payment(visit: Visit, { invoice, intent, saved, step, now }: InvoiceView, typed: Typed): Html {
  const waiting = intent?.next_action?.type;
  if (intent && waiting === "display_bank_transfer_instructions") {
    return html`<p class="waiting" role="status">A bank transfer is waited for. <a href="/bank/${intent.id}">Show where to send it</a></p>`;
  }
  if (intent?.status === "processing") return html`<p class="waiting" role="status">The payment is on its way.</p>`;
  const hidden = html`<input type="hidden" name="step" value="${step}">`;
  const action = `/i/${invoice.id}`;
  const problem = typed.problems.get("method");
  const usable = saved.filter((card) => !hasExpired(card, now));
  const chosen = typed.values.get("method") ?? usable[0]?.id ?? "card";
  const choices = usable.map((card) => {
    const words = html`${methodInWords(card)} <span class="quiet">expires ${expiryInWords(card)}</span>`;
    return html`<div class="choice"><label><input type="radio" name="method" value="${card.id}"${card.id === chosen && html` checked`}> <span>${words}</span></label></div>`;
  });
  const fresh = html`<div class="choice"><label><input type="radio" name="method" value="card"${chosen === "card" && html` checked`}> <span>${usable.length ? "Another card" : "Card"}</span></label><div class="choice-fields">${cardFields(typed, false)}</div></div>`;
  return html`${
    waiting &&
    form(
      visit,
      action,
      html`${hidden}<p>The bank wants to ask the owner of the card first.</p><button name="approve" value="yes">Approve the payment</button>`,
      "waiting",
    )
  }
${form(
  visit,
  action,
  html`${hidden}${refusalNote(typed)}<fieldset class="ways"><legend>How to pay</legend>${problem && html`<p class="problem" id="method" tabindex="-1">${problem}</p>`}${choices}${fresh}</fieldset>
<button class="pay">Pay ${moneyInWords(invoice.amount_remaining, invoice.currency)}</button>
${testCardButtons("Each of these sends the form with its card: nothing has to be typed.")}`,
)}`;
}
