import { badge } from "../../../shared/pages/badge";
import { type Html, html } from "../../../shared/pages/html";
import { moneyInWords } from "../../../shared/pages/money";
import { show } from "../../../shared/pages/sheet";
import { endSubscription } from "../../billing/ending";
import type { Subscription } from "../../billing/items";
import { scheduleNext } from "../../billing/renewals";
import { missing } from "../../http/failure";
import { applyCancellation } from "../../operations/subscription-params";
import { listAll } from "../../store/list";
import { readingUnit } from "../../store/run-unit";
import type { Unit } from "../../store/unit";
import { dayInWords, recurrenceInWords } from "../describe";
import { buttonForm, form, type Pages, type Visit } from "../page";
import { forbid, homeOf, type Portal, portalChange, portalOf } from "./session";

const living = ["active", "trialing", "past_due", "unpaid", "paused"];

export const subscriptionPages: Pages = {
  "GET /p/session/{}/subscriptions/{}/cancel": async (visit) => {
    const portal = await portalOf(readingUnit(visit.house), visit);
    const subscription = await ownSubscription(portal, visit);
    const atEnd = portal.features.subscription_cancel.mode === "at_period_end";
    const end = dayInWords(periodEndOf(subscription));
    const body = html`<section class="card"><h1>Cancel the subscription?</h1>
<p>${atEnd ? `It goes on until ${end} and is not renewed after that. Until then you can change your mind.` : "It ends at once and cannot be resumed."}</p>
${form(visit, visit.path, html`<button class="danger">Cancel the subscription</button>`)}
<p class="way-back"><a href="${homeOf(visit)}">Keep it</a></p></section>`;
    return show("Cancel the subscription", body);
  },

  "POST /p/session/{}/subscriptions/{}/cancel": (visit) =>
    portalChange(visit, "cancelled", async (portal) => {
      const subscription = await ownSubscription(portal, visit);
      const { unit, features } = portal;
      if (features.subscription_cancel.mode === "immediately") {
        await endSubscription(unit, subscription, "cancellation_requested");
        return null;
      }
      applyCancellation(unit, subscription, { cancel_at_period_end: true });
      subscription.cancellation_details = {
        comment: null,
        feedback: null,
        feedback_option: null,
        reason: "cancellation_requested",
      };
      unit.announceChange("customer.subscription.updated", subscription);
      return null;
    }),

  "POST /p/session/{}/subscriptions/{}/resume": (visit) =>
    portalChange(visit, "resumed", async (portal) => {
      const subscription = await ownSubscription(portal, visit);
      applyCancellation(portal.unit, subscription, { cancel_at_period_end: false });
      subscription.cancellation_details = { comment: null, feedback: null, feedback_option: null, reason: null };
      scheduleNext(portal.unit, subscription);
      portal.unit.announceChange("customer.subscription.updated", subscription);
      return null;
    }),
};

async function ownSubscription(portal: Portal, { ids }: Visit): Promise<Subscription> {
  forbid(portal.features.subscription_cancel.enabled);
  const subscription = await portal.unit.get("subscription", ids[1] ?? "");
  const ours = subscription.customer === portal.customer.id && living.includes(subscription.status);
  if (!ours) throw missing("subscription", subscription.id);
  return subscription;
}

function periodEndOf({ items }: Subscription): number {
  return Math.max(...items.data.map(({ current_period_end: end }) => end));
}

export async function subscriptionList(visit: Visit, portal: Portal): Promise<Html | null> {
  const { unit, customer } = portal;
  const all = await listAll(unit, "subscription", { customer: customer.id });
  const shown = all.filter(({ status }) => living.includes(status));
  if (shown.length === 0) return null;
  const rows = await Promise.all(shown.map((subscription) => rowOf(visit, portal, subscription)));
  return html`<section class="card" aria-labelledby="subscriptions"><h2 id="subscriptions">Subscriptions</h2><ul class="rows">${rows}</ul></section>`;
}

async function rowOf(visit: Visit, { unit, features, token }: Portal, subscription: Subscription): Promise<Html> {
  const [name, price] = await wordsOf(unit, subscription);
  const end = dayInWords(periodEndOf(subscription));
  const ends = subscription.cancel_at_period_end;
  const address = `/p/session/${token}/subscriptions/${subscription.id}`;
  const change = ends
    ? buttonForm(visit, `${address}/resume`, "Resume", "second", name)
    : html`<a class="button second" href="${address}/cancel">Cancel<span class="hidden"> ${name}</span></a>`;
  return html`<li><div><strong>${name}</strong> ${badge(subscription.status)}
<span class="quiet">${price}. ${ends ? `Ends on ${end}.` : `Renews on ${end}.`}</span></div>
<div class="row-actions">${features.subscription_cancel.enabled && change}</div></li>`;
}

async function wordsOf(unit: Unit, { items, currency }: Subscription): Promise<[name: string, price: string]> {
  const products = await Promise.all(items.data.map(({ price }) => unit.find("product", price.product)));
  const names = items.data.map(({ price }, place) => products[place]?.name ?? price.nickname ?? price.id);
  const amount = items.data.reduce((sum, { price, quantity }) => sum + (price.unit_amount ?? 0) * (quantity ?? 1), 0);
  const [first] = items.data;
  return [names.join(", "), `${moneyInWords(amount, currency)} ${first ? recurrenceInWords(first.price) : ""}`];
}
