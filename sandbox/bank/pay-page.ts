import type { Answer } from "../shared/http/answer";
import { badge } from "../shared/pages/badge";
import { field, refusalNote, selection, type Typed } from "../shared/pages/fields";
import { type Html, html } from "../shared/pages/html";
import { amountInDigits, moneyInWords } from "../shared/pages/money";
import { show } from "../shared/pages/sheet";
import type { Account } from "./account";
import { bankNames, banks, takes } from "./banks";

type Shown = { account: Account; token: string };

/** One account, what has come into it, and the transfers that somebody can make into it by hand. */
export function payPage(shown: Shown, typed: Typed, status = 200): Answer {
  const { account } = shown;
  const { bank, account_number: number, name, currency, external_id: reference, expires_at: end } = account;
  const money = (amount: number) => moneyInWords(amount, currency);
  const facts: [string, string | null][] = [
    ["Amount", `${money(account.amount)}${name ? ` for ${name}` : ""}`],
    ["Received", account.payments.length ? money(account.amount_received) : null],
    ["Reference", reference],
    [account.status === "expired" ? "Expired" : "Expires", momentInWords(end)],
  ];
  const paid = account.payments.map(
    ({ amount, from_bank: from, late, created_at: at }) =>
      html`<li><div>${money(amount)} from ${banks[from].name} ${late && html`<span class="badge waits">late</span>`}
<span class="quiet">${momentInWords(at)}</span></div></li>`,
  );
  const body = html`<section class="card">
<div class="heading"><div><p class="eyebrow">${banks[bank].name} virtual account</p>
<h1>${number}</h1></div>${badge(account.status)}</div>
<dl class="facts">${facts.map(([label, value]) => value && html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>
${paid.length > 0 && html`<h2>What has come</h2><ul class="rows">${paid}</ul>`}
${account.status === "canceled" ? html`<p class="waiting">The account has been closed and takes nothing.</p>` : transfers(shown, typed)}
<p class="way-back"><a href="/">All virtual accounts</a></p>
</section>`;
  return show(`Virtual account ${number}`, body, status);
}

const notes: Record<Account["status"], string | null> = {
  pending: null,
  paid: "It is paid. What comes now is told as one payment more.",
  expired: "It has expired. What comes now is told as late.",
  canceled: null,
};

function transfers({ account, token }: Shown, typed: Typed): Html {
  const { id, bank, currency, amount, amount_received: received, status, payments } = account;
  const left = Math.max(0, amount - received);
  const form = (inside: Html) =>
    html`<form method="post" action="/pay/${id}" novalidate><input type="hidden" name="token" value="${token}"><input type="hidden" name="step" value="${payments.length}">${inside}</form>`;
  const options = bankNames.map(
    (name) => [name, banks[name].name + (takes(bank, name) ? "" : ", which is not taken")] as const,
  );
  return html`<section class="simulate" aria-labelledby="transfer"><h2 id="transfer">Make a transfer</h2>
${notes[status] && html`<p class="quiet">${notes[status]}</p>`}
${refusalNote(typed)}
${left > 0 && form(html`<button class="pay" name="how" value="all">Transfer exactly ${moneyInWords(left, currency)}</button>`)}
${form(html`<div class="pair">${field(typed, {
  name: "amount",
  label: `Another amount in ${currency.toUpperCase()}`,
  value: amountInDigits(Math.ceil((left || amount) / 2), currency),
  place: "top",
})}
${selection(typed, "from", "From an account at", options, bank)}</div><button class="second">Transfer this</button>`)}</section>`;
}

function momentInWords(iso: string): string {
  const words = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" });
  return `${words.format(new Date(iso))} UTC`;
}
