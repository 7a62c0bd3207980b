import { field, refusalNote, type Typed, tickBox } from "../../../shared/pages/fields";
import { type Html, html } from "../../../shared/pages/html";
import { moneyInWords } from "../../../shared/pages/money";
import { cardFields } from "../card-form";
import { expiryInWords, hasExpired, methodInWords } from "../describe";
import { form, outside, type Visit } from "../page";
import { taxIdFields } from "../tax-id";
import { testAccountButtons, testCardButtons } from "../test-buttons";
import { approvalOf, type View, type Way } from "./view";

/** The form that pays: one way open at a time, the others a radio button away. */
export function payForm(visit: Visit, view: View, typed: Typed): Html {
  const { session } = view;
  const approval = approvalOf(view);
  const body = html`<input type="hidden" name="step" value="${view.step}">
${refusalNote(typed)}
${approval && html`<p class="waiting" role="status">Your bank has not heard from you yet. <a href="${approval}">Go on at your bank</a>, or choose another way below.</p>`}
${contact(view, typed)}
${view.needsMethod && ways(view, typed)}
${session.tax_id_collection?.enabled && html`<fieldset><legend>Tax id${session.tax_id_collection.required === "never" && html` <span class="quiet">(if you have one)</span>`}</legend>${taxIdFields(typed)}</fieldset>`}
<button class="pay">${payWords(view)}</button>
${outside(session.cancel_url) && html`<p class="way-back"><a href="${outside(session.cancel_url)}">Cancel and go back</a></p>`}
${view.needsMethod && tests(view)}`;
  return html`<section class="card" aria-label="Payment">${form(visit, `/c/pay/${session.id}`, body)}</section>`;
}

/** After the button that pays: a browser sends a form with its first button when Enter is pressed in a field. */
function tests({ ways }: View): Html | null {
  const intro = "Each of these sends the form with its card: nothing has to be typed.";
  if (ways.includes("card")) return testCardButtons(intro, ways.includes("sepa_debit"));
  return ways.includes("sepa_debit") ? testAccountButtons("Each of these sends the form with its account.") : null;
}

function payWords({ session, dueToday }: View): string {
  if (session.mode === "setup") return "Save";
  if (session.mode === "subscription")
    return dueToday > 0 ? `Subscribe and pay ${moneyInWords(dueToday, session.currency ?? "usd")}` : "Start the trial";
  return dueToday > 0 ? `Pay ${moneyInWords(dueToday, session.currency ?? "usd")}` : "Complete the order";
}

function contact({ session, asksEmail, customer }: View, typed: Typed): Html {
  const email = session.customer_email ?? customer?.email;
  const asksPhone = session.phone_number_collection?.enabled;
  return html`<fieldset><legend>Contact</legend>
${asksEmail ? field(typed, { name: "email", label: "E-mail", type: "email", autocomplete: "email" }) : html`<p class="known">${email}</p>`}
${asksPhone && field(typed, { name: "phone", label: "Phone", type: "tel", autocomplete: "tel", numeric: true, value: customer?.phone })}
</fieldset>`;
}

const wayWords: Record<Way, string> = {
  card: "Card",
  sepa_debit: "SEPA direct debit",
  customer_balance: "Bank transfer",
};

function ways(view: View, typed: Typed): Html {
  const chosen =
    typed.values.get("method") ?? view.saved.find((card) => !hasExpired(card, view.now))?.id ?? view.ways[0];
  const problem = typed.problems.get("method");
  const cards = view.saved.map((card) => {
    const late = hasExpired(card, view.now);
    const words = html`${methodInWords(card)} <span class="quiet">${late ? "expired" : "expires"} ${expiryInWords(card)}</span>`;
    return choice(card.id, words, card.id === chosen, null, late);
  });
  const fresh = view.ways.map((way) => {
    const label = way === "card" && cards.length ? "Another card" : wayWords[way];
    return choice(way, html`${label}`, way === chosen, fieldsOf[way](view, typed));
  });
  return html`<fieldset class="ways"><legend>How to pay</legend>
${problem && html`<p class="problem" id="method" tabindex="-1">${problem}</p>`}${cards}${fresh}</fieldset>`;
}

function choice(value: string, label: Html, isChosen: boolean, fields: Html | null, unusable = false): Html {
  return html`<div class="choice"><label><input type="radio" name="method" value="${value}"${isChosen && html` checked`}${
    unusable && html` disabled`
  }> <span>${label}</span></label>${fields && html`<div class="choice-fields">${fields}</div>`}</div>`;
}

const fieldsOf: Record<Way, (view: View, typed: Typed) => Html> = {
  card: ({ session, customer }, typed) => {
    const asks = customer && session.saved_payment_method_options?.payment_method_save === "enabled";
    return html`${cardFields(typed)}${asks && tickBox(typed, "save", "Save this card for the next time")}`;
  },
  sepa_debit: (_, typed) => html`${field(typed, { name: "iban", label: "IBAN" })}
${field(typed, { name: "holder", label: "Account holder", autocomplete: "name" })}
<p class="hint">By going on you allow the debit. A bank takes days to answer it; here it is a moment.</p>`,
  customer_balance: () =>
    html`<p class="hint">You get an account number to send the money to. The order is complete when it arrives.</p>`,
};
