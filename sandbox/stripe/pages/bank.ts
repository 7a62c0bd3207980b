import { field, refusalNote, type Typed, untouched } from "../../shared/pages/fields";
import { type Html, html } from "../../shared/pages/html";
import { amountInDigits, moneyInWords, readAmount } from "../../shared/pages/money";
import { sendTo, show } from "../../shared/pages/sheet";
import { invalid } from "../http/failure";
import { receiveFunds } from "../payments/bank-transfers";
import type { Intent } from "../payments/charges";
import type { Objects } from "../store/kinds";
import { readingUnit } from "../store/run-unit";
import type { Unit } from "../store/unit";
import { attempt } from "./attempt";
import { successUrl } from "./checkout/ended";
import { form, type Pages, type Visit } from "./page";

type Instructions = NonNullable<NonNullable<Intent["next_action"]>["display_bank_transfer_instructions"]>;

/** Where to send the money, and the bank that sends it. */
export const bankPages: Pages = {
  "GET /bank/{}": (visit) => bank(visit, untouched),

  "POST /bank/{}": async (visit) => {
    const { failure } = await attempt(visit.house, (unit) => transfer(unit, visit));
    if (!failure) return sendTo(`${visit.path}`);
    return bank(visit, { values: visit.form, problems: new Map([["amount", failure.message]]) }, 422);
  },
};

async function transfer(unit: Unit, { ids, form: sent }: Visit): Promise<void> {
  const intent = await unit.get("payment_intent", ids[0] ?? "");
  await unit.standAtClockOf(intent.customer);
  const open = instructionsOf(intent);
  // Sent twice, or from a page that is out of date: the money has come already.
  if (!open || !intent.customer || sent.get("step") !== String(open.amount_remaining)) return;
  const all = sent.get("how") === "all";
  const amount = all ? (open.amount_remaining ?? 0) : readAmount(sent.get("amount") ?? "", intent.currency);
  if (!amount) throw invalid("Write an amount, as in 10.00.");
  const customer = await unit.get("customer", intent.customer);
  await receiveFunds(unit, customer, amount, intent.currency, open.reference);
}

function instructionsOf({ status, next_action }: Intent): Instructions | null {
  return status === "requires_action" ? (next_action?.display_bank_transfer_instructions ?? null) : null;
}

async function bank(visit: Visit, typed: Typed, status = 200) {
  const unit = readingUnit(visit.house);
  const intent = await unit.get("payment_intent", visit.ids[0] ?? "");
  const open = instructionsOf(intent);
  const back = await sessionUrl(unit, intent);
  const wayBack = back && html`<p class="way-back"><a href="${back}">Go back to the shop</a></p>`;
  if (!open) {
    const paid = intent.status === "succeeded";
    const words = paid
      ? `${moneyInWords(intent.amount_received, intent.currency)} has arrived.`
      : "No transfer is waited for here.";
    const body = html`<section class="card"><h1>${paid ? "Paid" : "Nothing to send"}</h1><p>${words}</p>${wayBack}</section>`;
    return show("Bank transfer", body);
  }
  const left = open.amount_remaining ?? 0;
  const received = intent.amount - left;
  const body = html`<section class="card">
<p class="eyebrow">Bank transfer</p>
<h1>Send ${moneyInWords(left, intent.currency)}</h1>
${received > 0 && html`<p class="done" role="status">${moneyInWords(received, intent.currency)} of ${moneyInWords(intent.amount, intent.currency)} has arrived.</p>`}
<dl class="facts">${facts(open).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
${simulation(visit, intent, left, typed)}
${wayBack}
</section>`;
  return show("Bank transfer", body, status);
}

function simulation(visit: Visit, { currency }: Intent, left: number, typed: Typed): Html {
  const step = html`<input type="hidden" name="step" value="${left}">`;
  return html`<section class="simulate" aria-labelledby="simulate"><h2 id="simulate">Simulate the transfer</h2>
${form(visit, visit.path, html`${step}<button class="pay" name="how" value="all">Send exactly ${moneyInWords(left, currency)}</button>`)}
${refusalNote({ ...typed, problems: new Map() })}
${form(
  visit,
  visit.path,
  html`${step}<div class="beside">${field(typed, { name: "amount", label: `Another amount in ${currency.toUpperCase()}`, hint: "Less stays open, more stays with the customer.", value: amountInDigits(Math.ceil(left / 2), currency) })}<button class="second">Send this</button></div>`,
)}</section>`;
}

/** What a payer copies into the bank's form. */
function facts({ financial_addresses: addresses, reference }: Instructions): (readonly [string, string])[] {
  const [address] = addresses ?? [];
  const words: [string, string | null | undefined][] = [
    ["IBAN", address?.iban?.iban.replace(/(.{4})(?=.)/g, "$1 ")],
    ["BIC", address?.iban?.bic],
    ["Sort code", address?.sort_code?.sort_code],
    ["Routing number", address?.aba?.routing_number],
    ["Bank", address?.aba?.bank_name ?? address?.zengin?.bank_name ?? address?.spei?.bank_name],
    ["CLABE", address?.spei?.clabe],
    ["Branch", address?.zengin?.branch_name],
    [
      "Account number",
      address?.sort_code?.account_number ?? address?.aba?.account_number ?? address?.zengin?.account_number,
    ],
    ["Account holder", holderOf(address)],
    ["Reference", reference],
  ];
  return words.flatMap(([name, value]) => (value ? [[name, value] as const] : []));
}

function holderOf(address: NonNullable<Instructions["financial_addresses"]>[number] | undefined) {
  const { iban, sort_code, aba, zengin, spei } = address ?? {};
  return (iban ?? sort_code ?? aba ?? zengin ?? spei)?.account_holder_name;
}

async function sessionUrl(unit: Unit, intent: Intent): Promise<string | null> {
  const id = unit.hiddenOf(intent).session;
  const session: Objects["checkout.session"] | null =
    typeof id === "string" ? await unit.find("checkout.session", id) : null;
  return session && successUrl(session);
}
