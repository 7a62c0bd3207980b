import type Stripe from "stripe";
import { invalid, missing, unsupported } from "../http/failure";
import { idOf, type Operations, operation } from "../http/operation";
import { attach, createMethod, detach, namedMethod } from "../payments/methods";
import { listPage } from "../store/list";
import { living } from "./deleted";
import { mergedMetadata, setMembers, wholeAddress } from "./members";

export const paymentMethods: Operations = {
  "POST /v1/payment_methods": operation<Stripe.PaymentMethodCreateParams>(async ({ unit, params }) => {
    if (params.payment_method) throw unsupported("copies of payment methods", "payment_method");
    return createMethod(unit, params);
  }),

  "GET /v1/payment_methods": operation<Stripe.PaymentMethodListParams>(({ unit, params, url }) => {
    const { customer, type, allow_redisplay } = params;
    return listPage(unit, "payment_method", { customer, type, allow_redisplay }, params, url);
  }),

  "GET /v1/payment_methods/{}": operation((call) => namedMethod(call.unit, idOf(call), "")),

  "POST /v1/payment_methods/{}": operation<Stripe.PaymentMethodUpdateParams>(async ({ unit, params, ids }) => {
    const method = await unit.get("payment_method", idOf({ ids }));
    if (!method.customer) throw invalid("You must save this PaymentMethod to a customer before you can update it.");
    setMembers(method, params, ["allow_redisplay"]);
    const { address, email, name, phone, tax_id } = params.billing_details ?? {};
    setMembers(method.billing_details, { email, name, phone, tax_id }, ["email", "name", "phone", "tax_id"]);
    if (address !== undefined) method.billing_details.address = wholeAddress(address || {});
    if (method.card) setMembers(method.card, params.card ?? {}, ["exp_month", "exp_year"]);
    method.metadata = mergedMetadata(method.metadata, params.metadata);
    unit.announceChange("payment_method.updated", method);
    return method;
  }),

  "POST /v1/payment_methods/{}/attach": operation<Stripe.PaymentMethodAttachParams>(async ({ unit, params, ids }) => {
    if (!params.customer) throw invalid("Missing required param: customer.", "customer", "parameter_missing");
    const customer = await living(unit, "customer", params.customer, "customer");
    await unit.standAtClockOf(customer.id);
    const method = await namedMethod(unit, idOf({ ids }), "");
    attach(unit, method, customer.id);
    return method;
  }),

  "POST /v1/payment_methods/{}/detach": operation(async (call) => {
    const method = await call.unit.get("payment_method", idOf(call));
    await detach(call.unit, method);
    return method;
  }),

  "GET /v1/customers/{}/payment_methods": operation<Stripe.CustomerListPaymentMethodsParams>(
    async ({ unit, params, ids, url }) => {
      const customer = await living(unit, "customer", idOf({ ids }));
      const { type, allow_redisplay } = params;
      return listPage(unit, "payment_method", { customer: customer.id, type, allow_redisplay }, params, url);
    },
  ),

  "GET /v1/customers/{}/payment_methods/{}": operation(async ({ unit, ids }) => {
    const method = await unit.get("payment_method", idOf({ ids }, 1));
    if (method.customer !== idOf({ ids })) throw missing("payment_method", method.id);
    return method;
  }),
};
