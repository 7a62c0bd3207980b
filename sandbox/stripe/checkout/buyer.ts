import { addTaxId } from "../operations/tax-ids";
import type { Method } from "../payments/methods";
import type { Objects } from "../store/kinds";
import { listAll } from "../store/list";
import type { Unit } from "../store/unit";
import { planOfSession, type Session } from "./sessions";

/** What the buyer settled on the page. */
export type Order = {
  method: Method | null;
  email?: string | null;
  name?: string | null;
  phone?: string | null;
  /** Whether the card is to be offered again. */
  saves: boolean;
  taxId?: { type: Parameters<typeof addTaxId>[2]["type"]; value: string };
};

/** Who buys: the customer the session knows, or one that is made when one is needed. */
export async function buyerOf(unit: Unit, session: Session, order: Order): Promise<Objects["customer"] | null> {
  const { billing_details: billing } = order.method ?? {};
  const [name, email] = [
    order.name ?? billing?.name ?? null,
    order.email ?? session.customer_email ?? billing?.email ?? null,
  ];
  const known = session.customer ? await unit.get("customer", session.customer) : null;
  const needed =
    session.mode !== "payment" || session.customer_creation === "always" || planOfSession(unit, session).invoice;
  const customer = known ?? (needed ? newCustomer(unit, name, email) : null);
  if (customer) session.customer = customer.id;
  if (customer && order.taxId) await noteTaxId(unit, customer.id, order.taxId);
  const { updates } = planOfSession(unit, session);
  if (known && updates.name && name) known.name = name;
  if (known && updates.address && billing?.address?.line1) known.address = structuredClone(billing.address);
  session.customer_details = {
    address: billing?.address ?? customer?.address ?? null,
    business_name: null,
    email: customer?.email ?? email,
    individual_name: null,
    name: name ?? customer?.name ?? null,
    phone: order.phone ?? billing?.phone ?? null,
    tax_exempt: "none",
    tax_ids: order.taxId ? [{ type: order.taxId.type, value: order.taxId.value }] : [],
  };
  return customer;
}

// Whoever is refused sends the form again, with the same number.
async function noteTaxId(unit: Unit, customer: string, taxId: NonNullable<Order["taxId"]>): Promise<void> {
  const known = await listAll(unit, "tax_id", { customer, value: taxId.value });
  if (known.length === 0) addTaxId(unit, customer, taxId);
}

function newCustomer(unit: Unit, name: string | null, email: string | null): Objects["customer"] {
  const customer = unit.create("customer", {
    address: null,
    currency: null,
    delinquent: false,
    discount: null,
    email,
    invoice_prefix: String(Math.floor(Math.random() * 1e8)).padStart(8, "0"),
    name,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    tax_exempt: "none",
    test_clock: null,
  });
  unit.announce("customer.created", customer);
  return customer;
}
