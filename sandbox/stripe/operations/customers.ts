import type Stripe from "stripe";
import { sayFarewell } from "../billing/farewell";
import { invalid } from "../http/failure";
import { idOf, type Operations, operation } from "../http/operation";
import { randomWord } from "../store/ids";
import type { Objects } from "../store/kinds";
import { listPage } from "../store/list";
import type { Unit } from "../store/unit";
import { bury, living } from "./deleted";
import { mergedMetadata, setMembers, wholeAddress } from "./members";
import { addTaxId } from "./tax-ids";

type Customer = Objects["customer"];

const plain = ["business_name", "description", "email", "individual_name", "name", "phone", "tax_exempt"] as const;

export const customers: Operations = {
  "POST /v1/customers": operation<Stripe.CustomerCreateParams>(async ({ unit, params }) => {
    await standAtClock(unit, params.test_clock);
    const customer = unit.create("customer", {
      address: null,
      balance: params.balance ?? 0,
      currency: null,
      delinquent: false,
      discount: null,
      invoice_prefix: params.invoice_prefix ?? randomWord(8).toUpperCase(),
      name: null,
      next_invoice_sequence: params.next_invoice_sequence ?? 1,
      phone: null,
      preferred_locales: params.preferred_locales ?? [],
      tax_exempt: "none",
      test_clock: params.test_clock ?? null,
    });
    apply(customer, params);
    unit.announce("customer.created", customer);
    for (const taxId of params.tax_id_data ?? []) addTaxId(unit, customer.id, taxId);
    return customer;
  }),

  "GET /v1/customers": operation<Stripe.CustomerListParams>(({ unit, params, url }) =>
    listPage(unit, "customer", { email: params.email, test_clock: params.test_clock }, params, url),
  ),

  "GET /v1/customers/{}": operation((call) => call.unit.get("customer", idOf(call))),

  "POST /v1/customers/{}": operation<Stripe.CustomerUpdateParams>(async ({ unit, params, ids }) => {
    const customer = await living(unit, "customer", idOf({ ids }));
    if (params.balance !== undefined) customer.balance = params.balance;
    if (params.preferred_locales) customer.preferred_locales = params.preferred_locales;
    apply(customer, params);
    unit.announceChange("customer.updated", customer);
    return customer;
  }),

  "DELETE /v1/customers/{}": operation(async (call) => {
    const customer = await living(call.unit, "customer", idOf(call));
    await call.unit.standAtClockOf(customer.id);
    await sayFarewell(call.unit, customer);
    call.unit.announce("customer.deleted", customer);
    return bury(call.unit, customer);
  }),
};

async function standAtClock(unit: Unit, clockId: string | undefined): Promise<void> {
  if (!clockId) return;
  const clock = await unit.get("test_helpers.test_clock", clockId, "test_clock");
  if (clock.status !== "ready") throw invalid("The test clock is advancing. Wait until it is ready.", "test_clock");
  unit.clock = clock.id;
  unit.now = clock.frozen_time;
}

function apply(customer: Customer, params: Stripe.CustomerUpdateParams): void {
  setMembers(customer, params, plain);
  customer.metadata = mergedMetadata(customer.metadata, params.metadata);
  if (params.address !== undefined) customer.address = params.address ? wholeAddress(params.address) : null;
  if (params.shipping !== undefined) customer.shipping = shippingOf(params.shipping);
  const { custom_fields, default_payment_method, footer, rendering_options } = params.invoice_settings ?? {};
  const settings = customer.invoice_settings;
  setMembers(settings, { default_payment_method, footer }, ["default_payment_method", "footer"]);
  if (custom_fields !== undefined) settings.custom_fields = custom_fields || null;
  if (rendering_options === undefined) return;
  const { amount_tax_display = null, template = null } = rendering_options || {};
  settings.rendering_options = { amount_tax_display: amount_tax_display || null, template };
}

function shippingOf(given: Stripe.CustomerUpdateParams["shipping"]): Customer["shipping"] {
  if (!given) return null;
  const { address, name, phone = null } = given;
  return { address: wholeAddress(address), name, phone };
}
