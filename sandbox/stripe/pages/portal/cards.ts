import { refusalNote, type Typed, untouched } from "../../../shared/pages/fields";
import { type Html, html } from "../../../shared/pages/html";
import { sendTo, show } from "../../../shared/pages/sheet";
import { missing } from "../../http/failure";
import { createSetup } from "../../operations/setup-intents";
import { cardOfKey } from "../../payments/cards";
import { choose } from "../../payments/intents";
import { createMethod, detach, type Method } from "../../payments/methods";
import { confirmSetup } from "../../payments/setups";
import { listAll } from "../../store/list";
import { readingUnit } from "../../store/run-unit";
import { attempt } from "../attempt";
import { cardFields, readCard, refusedForm } from "../card-form";
import { Mistyped } from "../checkout/order";
import { expiryInWords, hasExpired, methodInWords } from "../describe";
import { buttonForm, form, type Pages, type Visit } from "../page";
import { testCardButtons } from "../test-buttons";
import { forbid, homeOf, type Portal, portalChange, portalOf } from "./session";

export const cardPages: Pages = {
  "GET /p/session/{}/cards": (visit) => newCard(visit, untouched),

  "POST /p/session/{}/cards": async (visit) => {
    try {
      const { result, failure } = await attempt(visit.house, async (unit) => add(await portalOf(unit, visit), visit));
      if (!failure) return sendTo(result);
      if (failure.status === 403 || failure.status === 404 || failure.status === 410) throw failure;
      return newCard(visit, refusedForm(visit.form, failure), failure.status);
    } catch (error) {
      if (!(error instanceof Mistyped)) throw error;
      return newCard(visit, { values: visit.form, problems: error.problems }, 422);
    }
  },

  "POST /p/session/{}/cards/{}/default": (visit) =>
    portalChange(visit, "default", async (portal) => {
      const method = await ownMethod(portal, visit);
      portal.customer.invoice_settings.default_payment_method = method.id;
      portal.unit.announceChange("customer.updated", portal.customer);
      return null;
    }),

  "POST /p/session/{}/cards/{}/remove": (visit) =>
    portalChange(visit, "removed", async (portal) => {
      await detach(portal.unit, await ownMethod(portal, visit));
      return null;
    }),
};

async function ownMethod(portal: Portal, { ids }: Visit): Promise<Method> {
  forbid(portal.features.payment_method_update.enabled);
  const method = await portal.unit.get("payment_method", ids[1] ?? "");
  if (method.customer !== portal.customer.id) throw missing("payment_method", method.id);
  return method;
}

/** A setup of its own, so that the bank can be asked as it would be. */
async function add({ unit, customer, features, token }: Portal, visit: Visit): Promise<string> {
  forbid(features.payment_method_update.enabled);
  const testCard = cardOfKey(visit.form.get("test_card") ?? "");
  const { given, problems } = testCard
    ? { given: { token: `tok_${testCard.key}` }, problems: new Map() }
    : readCard(visit.form, unit.now);
  if (!given) throw new Mistyped(problems);
  const name = (visit.form.get("card_name") ?? "").trim() || customer.name || undefined;
  const method = createMethod(unit, {
    type: "card",
    card: given,
    billing_details: { name },
    allow_redisplay: "always",
  });
  const setup = createSetup(unit, { customer: customer.id });
  unit.announce("setup_intent.created", setup);
  await choose(unit, setup, method.id);
  await confirmSetup(unit, setup, `${unit.surroundings.publicUrl}/p/session/${token}`);
  const first = customer.invoice_settings.default_payment_method === null && setup.status === "succeeded";
  if (first) {
    customer.invoice_settings.default_payment_method = method.id;
    unit.announceChange("customer.updated", customer);
  }
  return setup.next_action?.redirect_to_url?.url ?? `${homeOf(visit)}?done=added`;
}

async function newCard(visit: Visit, typed: Typed, status = 200) {
  const { features, token } = await portalOf(readingUnit(visit.house), visit);
  forbid(features.payment_method_update.enabled);
  const body = html`<section class="card"><h1>Add a card</h1>
${form(
  visit,
  `/p/session/${token}/cards`,
  html`${refusalNote(typed)}${cardFields(typed)}<button class="pay">Save the card</button>
<p class="way-back"><a href="${homeOf(visit)}">Back without a change</a></p>
${testCardButtons("Each of these saves its card at once.")}`,
)}</section>`;
  return show("Add a card", body, status);
}

export async function cardList(visit: Visit, { unit, customer, token }: Portal): Promise<Html> {
  const methods = await listAll(unit, "payment_method", { customer: customer.id });
  const first = customer.invoice_settings.default_payment_method;
  const rows = methods.map((method) => {
    const action = `/p/session/${token}/cards/${method.id}`;
    const about = methodInWords(method);
    const late = hasExpired(method, unit.now);
    return html`<li><div><strong>${about}</strong> ${method.id === first && html`<span class="badge">default</span>`}
<span class="quiet">${method.card && `${late ? "expired" : "expires"} ${expiryInWords(method)}`}</span></div>
<div class="row-actions">${method.id !== first && buttonForm(visit, `${action}/default`, "Make default", "link", about)}
${buttonForm(visit, `${action}/remove`, "Remove", "link", about)}</div></li>`;
  });
  return html`<section class="card" aria-labelledby="cards"><h2 id="cards">Payment methods</h2>
${rows.length ? html`<ul class="rows">${rows}</ul>` : html`<p class="quiet">No payment method is saved.</p>`}
<p><a class="button second" href="${homeOf(visit)}/cards">Add a card</a></p></section>`;
}
