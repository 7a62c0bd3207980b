import type { Answer } from "../shared/http/answer";
import { badge } from "../shared/pages/badge";
import { type Html, html } from "../shared/pages/html";
import { moneyInWords } from "../shared/pages/money";
import { show } from "../shared/pages/sheet";
import type { Account } from "./account";
import { banks } from "./banks";

/** The newest accounts; one more than a page holds says that there are older ones. */
export function listPage(accounts: readonly Account[], pageRows: number, isLater: boolean): Answer {
  const shown = accounts.slice(0, pageRows);
  const list = shown.length
    ? html`<ul class="rows">${shown.map(rowOf)}</ul>`
    : html`<p class="quiet">There are none yet. A program opens one with <code>POST /virtual-accounts</code>.</p>`;
  const body = html`<section class="card"><h1>Virtual accounts</h1>
<p class="quiet">Pay into one as a buyer would: the right amount, another one, or too late.</p>
${list}
<p class="pager">${isLater && html`<a href="/">Newest</a>`}${
    accounts.length > pageRows && html`<a href="/?after=${shown.at(-1)?.id}">Older</a>`
  }</p></section>`;
  return show("Virtual accounts", html`<div class="portal">${body}</div>`, 200, { wide: true });
}

function rowOf(account: Account): Html {
  const { id, bank, account_number: number, name, amount, currency, status, external_id: reference } = account;
  return html`<li><div><a href="/pay/${id}">${number}</a> ${badge(status)}
<span class="quiet">${banks[bank].name}${name && `, for ${name}`}</span>
<span class="quiet">${reference}</span></div>
<div class="amount">${moneyInWords(amount, currency)}</div></li>`;
}
