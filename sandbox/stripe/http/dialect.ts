import { invalid } from "./failure";
import type { Form, FormValue } from "./form";

/** The version whose contract this is; the SDK sends it with every request. */
export const apiVersion = "2026-10-28.endive";

const firstWithoutMethodTypes = "2026-09-30";

/**
 * Whoever names no version speaks the account's oldest: Stripe's command line does, in parameters that later versions
 * took away. Those few are put into today's words; everything else is held to today's contract.
 */
export function inTodaysWords(operation: string, form: Form, version: string | undefined): Form {
  if (version === undefined)
    return Object.fromEntries(Object.entries(form).flatMap((entry) => translated(operation, entry)));
  if (form.payment_method_types !== undefined && version >= firstWithoutMethodTypes && !isMethodList(operation)) {
    throw invalid(
      "The parameter `payment_method_types` is no longer supported. Leave it out, or name `allowed_payment_method_types`.",
      "payment_method_types",
      "payment_method_types_no_longer_supported",
    );
  }
  return form;
}

const takesMethodTypes = /^POST \/v1\/(checkout\/sessions|payment_intents|setup_intents)/;

function isMethodList(operation: string): boolean {
  return !takesMethodTypes.test(operation);
}

function translated(operation: string, [name, value]: [string, FormValue]): [string, FormValue][] {
  if (name === "payment_method_types" && takesMethodTypes.test(operation)) {
    return [["allowed_payment_method_types", value]];
  }
  if (name === "coupon" && operation.startsWith("POST /v1/promotion_codes")) {
    return [["promotion", { type: "coupon", coupon: value }]];
  }
  if (name === "payment_method_options") return [[name, withTodaysTransfers(value)]];
  return [[name, value]];
}

// Japanese transfers had another name once.
function withTodaysTransfers(value: FormValue): FormValue {
  return JSON.parse(JSON.stringify(value).replaceAll('"jp_bank_account"', '"jp_bank_transfer"'));
}
