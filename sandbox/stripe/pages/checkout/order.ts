import type { Order } from "../../checkout/buyer";
import { Failure } from "../../http/failure";
import { cardOfKey } from "../../payments/cards";
import { createMethod, type Method, type MethodGiven } from "../../payments/methods";
import type { Unit } from "../../store/unit";
import { readCard } from "../card-form";
import { hasExpired } from "../describe";
import { readTaxId } from "../tax-id";
import type { View } from "./view";

/** What was typed wrongly, by the field it stands in. */
export class Mistyped extends Error {
  constructor(readonly problems: Map<string, string>) {
    super("The form is not right yet.");
  }
}

/** The order a form makes; all that is missing is told at once. */
export function readOrder(unit: Unit, view: View, form: URLSearchParams): Order {
  const problems = new Map<string, string>();
  const email = view.asksEmail ? emailOf(form, problems) : null;
  const phone = view.session.phone_number_collection?.enabled ? phoneOf(form, problems) : null;
  const taxId = taxIdOf(view, form, problems);
  const billing = { email: email ?? undefined, phone: phone ?? undefined };
  const method = view.needsMethod ? methodOf(unit, view, form, billing, problems) : null;
  if (problems.size) throw new Mistyped(problems);
  return {
    method,
    email,
    phone,
    name: method?.billing_details.name ?? null,
    saves: form.get("save") === "on",
    ...(taxId && { taxId }),
  };
}

type Billing = NonNullable<MethodGiven["billing_details"]>;

function methodOf(unit: Unit, view: View, form: URLSearchParams, billing: Billing, problems: Map<string, string>) {
  const testCard = cardOfKey(form.get("test_card") ?? "");
  const billed = { ...billing, name: (form.get("card_name") ?? "").trim() || undefined };
  if (testCard)
    return createMethod(unit, { type: "card", card: { token: `tok_${testCard.key}` }, billing_details: billed });
  const chosen = form.has("test_iban") ? "sepa_debit" : (form.get("method") ?? "card");
  const known = view.saved.find(({ id }) => id === chosen);
  if (known && !hasExpired(known, view.now)) return known;
  if (known) problems.set("method", "This card has expired. Choose another one.");
  else if (chosen === "customer_balance" && view.ways.includes(chosen)) {
    return createMethod(unit, { type: "customer_balance", billing_details: billing });
  } else if (chosen === "sepa_debit" && view.ways.includes(chosen)) return debitOf(unit, form, billing, problems);
  else if (view.ways.includes("card")) return cardOf(unit, view, form, billed, problems);
  else problems.set("method", "Choose how to pay.");
  return null;
}

function cardOf(unit: Unit, view: View, form: URLSearchParams, billing: Billing, problems: Map<string, string>) {
  const { given, problems: found } = readCard(form, view.now);
  for (const [name, words] of found) problems.set(name, words);
  if (!billing.name) problems.set("card_name", "Write the name that stands on the card.");
  if (!given || problems.size) return null;
  return createMethod(unit, { type: "card", card: given, billing_details: billing });
}

function debitOf(unit: Unit, form: URLSearchParams, billing: Billing, problems: Map<string, string>): Method | null {
  const iban = form.get("test_iban") ?? (form.get("iban") ?? "").trim();
  const name = (form.get("holder") ?? "").trim() || (form.has("test_iban") ? "Test Payer" : "");
  if (!iban) problems.set("iban", "Write the IBAN of the account.");
  if (!name) problems.set("holder", "Write the name of the account's holder.");
  if (problems.size) return null;
  try {
    return createMethod(unit, { type: "sepa_debit", sepa_debit: { iban }, billing_details: { ...billing, name } });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    problems.set("iban", "This is no test account. Use one of those below.");
    return null;
  }
}

function emailOf(form: URLSearchParams, problems: Map<string, string>): string | null {
  const email = (form.get("email") ?? "").trim();
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) && email.length <= 254) return email;
  problems.set("email", email ? "This is not an e-mail address." : "Write your e-mail address.");
  return null;
}

function phoneOf(form: URLSearchParams, problems: Map<string, string>): string | null {
  const phone = (form.get("phone") ?? "").replace(/[\s()-]/g, "");
  if (/^\+?\d{6,15}$/.test(phone)) return phone;
  problems.set("phone", phone ? "A phone number has 6 to 15 digits." : "Write your phone number.");
  return null;
}

function taxIdOf({ session }: View, form: URLSearchParams, problems: Map<string, string>): Order["taxId"] | null {
  if (!session.tax_id_collection?.enabled) return null;
  const { taxId, problem } = readTaxId(form);
  if (problem) problems.set("tax_id", problem);
  else if (!taxId && session.tax_id_collection.required === "if_supported") {
    problems.set("tax_id", "Write your tax id.");
  }
  return taxId;
}
