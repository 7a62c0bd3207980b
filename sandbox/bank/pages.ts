import type { Answer } from "../shared/http/answer";
import { type Asked, formOf } from "../shared/http/asked";
import { html } from "../shared/pages/html";
import { moneyInWords } from "../shared/pages/money";
import { sendTo, show, stylesheet } from "../shared/pages/sheet";
import type { Tokens } from "../shared/pages/tokens";
import type { Account } from "./account";
import { type Bank, bankNames, banks, takes } from "./banks";
import type { Ledger } from "./ledger";
import { Refusal } from "./refusal";

type Parts = { ledger: Ledger; tokens: Tokens };

/** The bank for people: the accounts, and a transfer into one; null when the address is none of these. */
export async function answerPage({ ledger, tokens }: Parts, asked: Asked): Promise<Answer | null> {
  if (asked.path === "/assets/pages.css") return stylesheet();
  if (asked.method === "GET" && asked.path === "/") return listPage(await ledger.list({}));
  const id = /^\/pay\/(\w+)$/.exec(asked.path)?.[1];
  if (!id) return null;
  try {
    if (asked.method === "GET") return payPage(await ledger.find(id), tokens, null);
    if (asked.method !== "POST") return null;
    const form = formOf(asked);
    if (!tokens.fits(asked.path, form.get("token") ?? ""))
      return payPage(await ledger.find(id), tokens, "This form has come from somewhere else. Send it again.", 403);
    return await transfer(ledger, tokens, id, form);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return show("Not possible", html`<h1>Not possible</h1><p>${error.message}</p>`, error.status);
  }
}

async function transfer(ledger: Ledger, tokens: Tokens, id: string, form: URLSearchParams): Promise<Answer> {
  const from = bankNames.find((name) => name === form.get("from"));
  const amount = Number(form.get("amount"));
  try {
    if (!from) throw new Refusal(400, "invalid", "Choose the bank the money comes from.");
    if (!Number.isSafeInteger(amount) || amount < 1)
      throw new Refusal(400, "invalid", "Give the amount as a whole number of the smallest coin.");
    await ledger.pay(id, { amount, from });
    return sendTo(`/pay/${id}`);
  } catch (error) {
    if (!(error instanceof Refusal) || error.status === 404) throw error;
    return payPage(await ledger.find(id), tokens, error.message, error.status);
  }
}

function listPage(accounts: Account[]): Answer {
  const rows = accounts.map(
    (
      account,
    ) => html`<tr><td><a href="/pay/${account.id}">${account.account_number}</a></td><td>${banks[account.bank].name}</td>
<td>${moneyInWords(account.amount, account.currency)}</td><td>${account.status}</td><td>${account.external_id}</td></tr>`,
  );
  const table = html`<table><thead><tr><th>Account</th><th>Bank</th><th>Amount</th><th>Status</th><th>Reference</th></tr></thead><tbody>${rows}</tbody></table>`;
  const none = html`<p class="quiet">There are none yet. A program opens one with POST /virtual-accounts.</p>`;
  return show("Virtual accounts", html`<h1>Virtual accounts</h1>${accounts.length ? table : none}`);
}

function payPage(account: Account, tokens: Tokens, complaint: string | null, status = 200): Answer {
  const action = `/pay/${account.id}`;
  const paid = account.payments.map(
    ({ amount, from_bank: from, late, created_at: at }) =>
      html`<li>${moneyInWords(amount, account.currency)} from ${banks[from].name}, ${at}${late ? ", after it had expired" : ""}</li>`,
  );
  const choices = bankNames.map(
    (name) =>
      html`<option value="${name}"${name === account.bank ? html` selected` : ""}>${banks[name].name}${note(account.bank, name)}</option>`,
  );
  const form = html`<form method="post" action="${action}"><input type="hidden" name="token" value="${tokens.of(action)}">
<p><label for="amount">Amount in the smallest coin of ${account.currency.toUpperCase()}</label><br>
<input id="amount" name="amount" inputmode="numeric" value="${account.amount}" required></p>
<p><label for="from">From an account at</label><br><select id="from" name="from">${choices}</select></p>
<div class="actions"><button>Transfer</button></div></form>`;
  const body = html`<section class="card">
<p class="eyebrow">${banks[account.bank].name} virtual account</p>
<h1>${account.account_number}</h1>
<p>${moneyInWords(account.amount, account.currency)}${account.name ? ` for ${account.name}` : ""}</p>
<p class="quiet">Status: ${account.status}. Expires ${account.expires_at}. Reference ${account.external_id}.</p>
${complaint === null ? null : html`<p role="alert">${complaint}</p>`}
${paid.length ? html`<h2>Received</h2><ul>${paid}</ul>` : null}
${account.status === "canceled" ? html`<p>The account has been closed.</p>` : form}
<p><a href="/">All virtual accounts</a></p>
</section>`;
  return show(`Virtual account ${account.account_number}`, body, status);
}

function note(bank: Bank, from: Bank): string {
  return takes(bank, from) ? "" : " (not accepted)";
}
