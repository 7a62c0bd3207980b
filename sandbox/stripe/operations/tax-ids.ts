import type Stripe from "stripe";
import { missing } from "../http/failure";
import { idOf, type Operations, operation } from "../http/operation";
import type { Objects } from "../store/kinds";
import { listPage } from "../store/list";
import type { Unit } from "../store/unit";
import { living } from "./deleted";

export const taxIds: Operations = {
  "POST /v1/customers/{}/tax_ids": operation<Stripe.CustomerCreateTaxIdParams>(async ({ unit, params, ids }) => {
    const customer = await living(unit, "customer", idOf({ ids }));
    await unit.standAtClockOf(customer.id);
    return addTaxId(unit, customer.id, params);
  }),

  "GET /v1/customers/{}/tax_ids": operation<Stripe.CustomerListTaxIdsParams>(async ({ unit, params, ids, url }) => {
    const customer = await living(unit, "customer", idOf({ ids }));
    return listPage(unit, "tax_id", { customer: customer.id }, params, url);
  }),

  "GET /v1/customers/{}/tax_ids/{}": operation((call) => taxIdOf(call)),

  "DELETE /v1/customers/{}/tax_ids/{}": operation(async (call) => {
    const taxId = await taxIdOf(call);
    call.unit.announce("customer.tax_id.deleted", taxId);
    call.unit.remove(taxId);
    return { id: taxId.id, object: "tax_id", deleted: true };
  }),
};

/** Whether an office knows the id comes later, as with Stripe: it is checked in the background. */
export function addTaxId(
  unit: Unit,
  customer: string,
  given: Stripe.CustomerCreateParams.TaxIdDatum,
): Objects["tax_id"] {
  const country = /^([a-z]{2})_/.exec(given.type)?.[1]?.toUpperCase() ?? null;
  const taxId = unit.create("tax_id", {
    country: country === "EU" ? given.value.slice(0, 2).toUpperCase() : country,
    customer,
    owner: { type: "customer", customer, customer_account: null },
    type: given.type,
    value: given.value,
    verification: { status: "pending", verified_address: null, verified_name: null },
  });
  unit.announce("customer.tax_id.created", taxId);
  unit.schedule("tax_id.verify", taxId, unit.now);
  return taxId;
}

async function taxIdOf({ unit, ids }: { unit: Unit; ids: readonly string[] }): Promise<Objects["tax_id"]> {
  const taxId = await unit.get("tax_id", idOf({ ids }, 1));
  if (taxId.customer !== idOf({ ids })) throw missing("tax_id", taxId.id);
  return taxId;
}
