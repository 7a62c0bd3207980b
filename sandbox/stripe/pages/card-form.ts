import { field, type Typed } from "../../shared/pages/fields";
import { type Html, html } from "../../shared/pages/html";
import type { Failure } from "../http/failure";
import type { MethodGiven } from "../payments/methods";

export function cardFields(typed: Typed, withName = true): Html {
  return html`<div class="card-fields">
${field(typed, { name: "number", label: "Card number", autocomplete: "cc-number", numeric: true, forgets: true, place: "whole" })}
${field(typed, { name: "expiry", label: "Expiry", autocomplete: "cc-exp", numeric: true, hint: "MM / YY" })}
${field(typed, { name: "cvc", label: "CVC", autocomplete: "cc-csc", numeric: true, forgets: true, hint: "3 or 4 digits" })}
${withName && field(typed, { name: "card_name", label: "Name on card", autocomplete: "cc-name", place: "whole" })}
</div>`;
}

/** The field that a bank's refusal speaks of; null when nothing was typed that could be wrong. */
function refusedField(form: URLSearchParams, { details: { code } }: Failure): string | null {
  const method = form.get("method") ?? "card";
  if (form.has("test_card") || form.has("test_iban")) return null;
  if (method === "sepa_debit") return "iban";
  if (method !== "card") return "method";
  return code === "incorrect_cvc" ? "cvc" : code === "expired_card" ? "expiry" : "number";
}

/** A form as it was typed, with what a bank or the rules had against it where it belongs. */
export function refusedForm(form: URLSearchParams, failure: Failure): Typed {
  const at = failure.type === "card_error" ? refusedField(form, failure) : null;
  const problems = new Map(at ? [[at, failure.message]] : []);
  return { values: form, problems, refusal: at ? undefined : failure.message };
}

export type CardRead = { given: MethodGiven["card"] | null; problems: Map<string, string> };

/** A card as it was typed, or what is wrong with it; whether there is such a card is not asked here. */
export function readCard(form: URLSearchParams, now: number): CardRead {
  const problems = new Map<string, string>();
  const number = (form.get("number") ?? "").replace(/[\s-]/g, "");
  if (!number) problems.set("number", "Write the number of the card.");
  else if (!/^\d{12,19}$/.test(number)) problems.set("number", "A card number has 12 to 19 digits.");
  const [, month = 0, year = 0] = (
    /^(\d{1,2})\s*\/?\s*(?:20)?(\d{2})$/.exec((form.get("expiry") ?? "").trim()) ?? []
  ).map(Number);
  if (month < 1 || month > 12) problems.set("expiry", "Write month and year, as in 04 / 30.");
  else if (Date.UTC(2000 + year, month) / 1000 <= now) problems.set("expiry", "The card has expired.");
  const cvc = (form.get("cvc") ?? "").trim();
  if (!/^\d{3,4}$/.test(cvc)) problems.set("cvc", "The CVC has 3 or 4 digits.");
  if (problems.size) return { given: null, problems };
  return { given: { number, exp_month: month, exp_year: 2000 + year, cvc }, problems };
}
