import { badge } from "../../../shared/pages/badge";
import { saved } from "../../../shared/pages/fields";
import { type Html, html } from "../../../shared/pages/html";
import { moneyInWords } from "../../../shared/pages/money";
import { show } from "../../../shared/pages/sheet";
import { missing } from "../../http/failure";
import { listPage } from "../../store/list";
import { readingUnit } from "../../store/run-unit";
import { dayInWords } from "../describe";
import { outside, type Pages, type Visit } from "../page";
import { cardList } from "./cards";
import { detailsSection } from "./details";
import { homeOf, type Portal, portalOf } from "./session";
import { subscriptionList } from "./subscriptions";

const words: Record<string, string> = {
  added: "The payment method is saved.",
  default: "This is the default payment method now.",
  removed: "The payment method is removed.",
  cancelled: "The subscription is cancelled.",
  resumed: "The subscription goes on.",
  details: "Your details are saved.",
};

export const homePages: Pages = {
  "GET /p/session/{}": async (visit) => {
    const portal = await portalOf(readingUnit(visit.house), visit);
    const { customer, features, session, configuration } = portal;
    const back = outside(session.return_url);
    const body = html`<div class="portal">
<header><h1>${configuration.business_profile.headline ?? "Your billing"}</h1>
<p class="quiet">${[customer.name, customer.email].filter(Boolean).join(", ")}</p>
${back && html`<p class="alone"><a href="${back}">Go back to the shop</a></p>`}</header>
${outcome(visit)}
${await subscriptionList(visit, portal)}
${features.payment_method_update.enabled && (await cardList(visit, portal))}
${features.customer_update.enabled && (await detailsSection(visit, portal))}
${features.invoice_history.enabled && (await invoiceList(visit, portal))}
</div>`;
    return show("Your billing", body, 200, { wide: true });
  },
};

function outcome({ query }: Visit): Html | null {
  if (query.get("redirect_status") === "failed")
    return html`<p class="refusal" role="alert">The bank did not approve, so the card is not saved.</p>`;
  const done = query.get("redirect_status") === "succeeded" ? "added" : query.get("done");
  return saved(words[done ?? ""]);
}

async function invoiceList(visit: Visit, { unit, customer }: Portal): Promise<Html> {
  const before = visit.query.get("before") ?? undefined;
  // A place among invoices of others would tell when they were made.
  if (before && (await unit.get("invoice", before)).customer !== customer.id) throw missing("invoice", before);
  const params = { limit: 10, starting_after: before };
  const { data, has_more } = await listPage(unit, "invoice", { customer: customer.id }, params, "");
  const shown = data.filter(({ status }) => status !== "draft");
  const rows = shown.map(
    ({ id, number, status, total, currency, effective_at, created }) => html`<li>
<div><a href="/i/${id}">${number}</a> ${badge(status)}
<span class="quiet">${dayInWords(effective_at ?? created)}, ${moneyInWords(total, currency)}</span></div>
<div class="row-actions"><a href="/i/${id}/pdf">PDF<span class="hidden"> of ${number}</span></a></div></li>`,
  );
  const none = before ? "No older invoices." : "There are no invoices yet.";
  return html`<section class="card" aria-labelledby="invoices"><h2 id="invoices">Invoices</h2>
${rows.length ? html`<ul class="rows">${rows}</ul>` : html`<p class="quiet">${none}</p>`}
<p class="pager">${before && html`<a href="${homeOf(visit)}#invoices">Newest invoices</a>`}
${has_more && html`<a href="${homeOf(visit)}?before=${data.at(-1)?.id}#invoices">Older invoices</a>`}</p></section>`;
}
