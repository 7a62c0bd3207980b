import type Stripe from "stripe";
import { expireSession, submitOrder } from "../checkout/complete";
import { createSession, planOfSession } from "../checkout/sessions";
import { invalid, unsupported } from "../http/failure";
import { idOf, type Operations, operation } from "../http/operation";
import { namedMethod } from "../payments/methods";
import { listPage, pageSize } from "../store/list";
import { mergedMetadata } from "./members";

export const checkoutSessions: Operations = {
  "POST /v1/checkout/sessions": operation<Stripe.Checkout.SessionCreateParams>(({ unit, params }) =>
    createSession(unit, params),
  ),

  "GET /v1/checkout/sessions": operation<Stripe.Checkout.SessionListParams>(({ unit, params, url }) => {
    const { customer, payment_intent, status, subscription } = params;
    const email = params.customer_details?.email;
    const asked = { customer, payment_intent, status, subscription, "customer_details.email": email };
    return listPage(unit, "checkout.session", asked, params, url);
  }),

  "GET /v1/checkout/sessions/{}": operation((call) => call.unit.get("checkout.session", idOf(call))),

  "POST /v1/checkout/sessions/{}": operation<Stripe.Checkout.SessionUpdateParams>(async ({ unit, params, ids }) => {
    const session = await unit.get("checkout.session", idOf({ ids }));
    if (params.line_items || params.shipping_options || params.collected_information || params.payment_intent_data) {
      throw unsupported("changes of an open session beyond its metadata", "line_items");
    }
    session.metadata = mergedMetadata(session.metadata, params.metadata);
    return session;
  }),

  "POST /v1/checkout/sessions/{}/expire": operation(async (call) => {
    const session = await call.unit.get("checkout.session", idOf(call));
    if (session.status !== "open") throw invalid('Only Checkout Sessions with a status in ["open"] can be expired.');
    await expireSession(call.unit, session);
    return session;
  }),

  "GET /v1/checkout/sessions/{}/line_items": operation<Stripe.Checkout.SessionListLineItemsParams>(
    async ({ unit, params, ids, url }) => {
      const { items } = planOfSession(unit, await unit.get("checkout.session", idOf({ ids })));
      const start = params.starting_after ? items.findIndex(({ id }) => id === params.starting_after) + 1 : 0;
      const limit = pageSize(params.limit);
      return { object: "list", data: items.slice(start, start + limit), has_more: items.length > start + limit, url };
    },
  ),
};

/** Stripe's own way from its page to its API, which its command line uses as well: not part of what an SDK may call. */
export const paymentPages: Operations = {
  "GET /v1/payment_pages/{}": operation(async (call) => {
    const session = await call.unit.get("checkout.session", idOf(call));
    return {
      id: session.id,
      object: "checkout.session.payment_page",
      amount_total: session.amount_total,
      status: session.status,
    };
  }),

  "POST /v1/payment_pages/{}/confirm": operation<{ payment_method?: string; expected_amount?: string }>(
    async ({ unit, params, ids }) => {
      const session = await unit.get("checkout.session", idOf({ ids }));
      if (params.expected_amount !== undefined && Number(params.expected_amount) !== (session.amount_total ?? 0)) {
        throw invalid(
          "The expected amount is not the amount of this session.",
          "expected_amount",
          "checkout_amount_mismatch",
        );
      }
      const method = params.payment_method ? await namedMethod(unit, params.payment_method, "payment_method") : null;
      await submitOrder(unit, session, { method, saves: false });
      return session;
    },
  ),
};
