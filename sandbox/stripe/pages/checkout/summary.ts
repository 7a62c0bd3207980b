import { field, type Typed } from "../../../shared/pages/fields";
import { type Html, html } from "../../../shared/pages/html";
import { moneyInWords } from "../../../shared/pages/money";
import { recurrenceInWords, rhythmInWords } from "../describe";
import { form, type Visit } from "../page";
import type { View } from "./view";

/** What is bought, and what it comes to. */
export function summary(visit: Visit, view: View, typed: Typed): Html {
  const { session } = view;
  if (session.mode === "setup") {
    return html`<section class="summary" aria-labelledby="what">
<h1 id="what">Save a payment method</h1>
<p class="quiet">Nothing is taken now. It can be charged later, as you have agreed.</p>
</section>`;
  }
  const currency = session.currency ?? "usd";
  const first = view.plan.items.find(({ price }) => price?.recurring);
  return html`<section class="summary" aria-labelledby="what">
<h1 id="what"><span class="eyebrow">${session.mode === "subscription" ? "Subscribe" : "Pay"}</span>
<span class="sum">${moneyInWords(view.dueToday, currency)}</span></h1>
${trialWords(view)}
${lines(view.plan.items, currency)}
${totals(view, currency)}
${session.allow_promotion_codes && promotion(visit, view, typed)}
${first?.price && !trialDays(view) && html`<p class="quiet">Renews ${rhythmInWords(first.price)} until it is cancelled.</p>`}
</section>`;
}

type Item = View["plan"]["items"][number];

/** A long order is folded, so that on a phone the form is not far below. */
function lines(items: readonly Item[], currency: string): Html {
  const shown = items.length > 6 ? 4 : items.length;
  const list = (some: readonly Item[]) => html`<ul class="lines">${some.map((item) => lineOf(item, currency))}</ul>`;
  const more = items.slice(shown);
  return html`${list(items.slice(0, shown))}
${more.length > 0 && html`<details class="more"><summary>${more.length} more items</summary>${list(more)}</details>`}`;
}

function lineOf({ description, quantity, price, amount_subtotal }: Item, currency: string): Html {
  const each = price?.unit_amount ?? 0;
  const many = (quantity ?? 1) > 1 && html`<span class="quiet">${quantity} × ${moneyInWords(each, currency)}</span>`;
  const often = price?.recurring ? ` ${recurrenceInWords(price)}` : "";
  return html`<li><span>${description} ${many}</span><span class="amount">${moneyInWords(amount_subtotal, currency)}${often}</span></li>`;
}

function totals({ session, dueToday }: View, currency: string): Html {
  const { amount_discount: off = 0, amount_tax: tax = 0 } = session.total_details ?? {};
  const total = session.amount_total ?? 0;
  const row = (label: string, amount: number, look = "") =>
    html`<div class="${look}"><dt>${label}</dt><dd>${moneyInWords(amount, currency)}</dd></div>`;
  return html`<dl class="totals">
${(off > 0 || tax > 0) && row("Subtotal", session.amount_subtotal ?? 0)}
${off > 0 && row("Discount", -off)}
${tax > 0 && row("Tax", tax)}
${row(total === dueToday ? "Total" : "Total after the trial", total, total === dueToday ? "total" : "")}
${total !== dueToday && row("Due today", dueToday, "total")}
</dl>`;
}

function trialDays({ plan, now }: View): number {
  const { trial_period_days: days, trial_end: end } = plan.subscription ?? {};
  return days ?? (end ? Math.max(0, Math.ceil((end - now) / 86_400)) : 0);
}

function trialWords(view: View): Html | null {
  const days = trialDays(view);
  const recurring = view.plan.items.find(({ price }) => price?.recurring);
  if (!days || !recurring?.price) return null;
  const price = moneyInWords(recurring.amount_total, view.session.currency ?? "usd");
  return html`<p class="trial">${days} ${days === 1 ? "day" : "days"} free, then ${price} ${recurrenceInWords(recurring.price)}.</p>`;
}

function promotion(visit: Visit, { session, behind }: View, typed: Typed): Html {
  const action = `/c/pay/${session.id}/promotion`;
  if (session.discounts?.length) {
    const remove = html`<span>A promotion code is applied.</span> <button class="link" name="remove" value="yes">Remove it</button>`;
    return form(visit, action, remove, "promotion");
  }
  if (behind?.status === "requires_action") return html``;
  const code = field(typed, { name: "code", label: "Promotion code", place: "grow" });
  return form(visit, action, html`${code}<button class="second">Apply</button>`, "promotion");
}
