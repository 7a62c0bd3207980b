import type { Description, Schema } from "@/app/_api/openapi";
import { formatter } from "@/lib/format";

/** A schema's name among the components, if it has one. */
export function refName(schema: Schema): string {
  return /^#\/components\/schemas\/(\w+)$/.exec(String(schema.$ref ?? ""))?.[1] ?? "";
}

export function resolved(schema: Schema, api: Description): Schema {
  return api.components.schemas[refName(schema)] ?? schema;
}

/** What it may be besides null: itself, where it is one thing. */
export function alternativesOf(given: Schema, api: Description): Schema[] {
  const schema = resolved(given, api);
  const choices = (schema.anyOf ?? schema.oneOf) as Schema[] | undefined;
  return choices ? choices.filter((one) => one.type !== "null") : [given];
}

/** "string or null", "array of UsageEvent", "charged | refused". */
export function typeOf(given: Schema, api: Description): string {
  const schema = resolved(given, api);
  const types = Array.isArray(schema.type) ? (schema.type as string[]) : [];
  const choices = (schema.anyOf ?? schema.oneOf) as Schema[] | undefined;
  const isNullable = types.includes("null") || choices?.some((one) => one.type === "null");
  const type = choices ? ofChoices(alternativesOf(given, api), api) : ofOne(given, schema, api);
  return isNullable ? `${type} or null` : type;
}

function ofChoices(choices: readonly Schema[], api: Description): string {
  return [...new Set(choices.map((one) => refName(one) || typeOf(one, api)))].join(" | ");
}

const manyOf: Record<string, string> = { object: "objects", string: "strings", integer: "integers" };

function ofOne(given: Schema, schema: Schema, api: Description): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (schema.type === "array") {
    const items = (schema.items ?? {}) as Schema;
    const type = refName(items) || typeOf(items, api);
    return `array of ${manyOf[type] ?? type}`;
  }
  if (schema.additionalProperties && typeof schema.additionalProperties === "object") return "object of strings";
  const [type = schema.type] = Array.isArray(schema.type) ? schema.type.filter((one) => one !== "null") : [];
  const format = typeof schema.format === "string" ? `, ${schema.format}` : "";
  return refName(given) || `${String(type ?? "any")}${format}`;
}

/** The reference is in English, whoever reads it. */
const english = formatter({ locale: "en-GB", timeZone: "UTC", currency: "USD" });
const whole = (count: unknown) => english.number(Number(count));

/** What a value has to keep to, in a few words; of a list also what each of its items has to. */
export function limitsOf(schema: Schema): string[] {
  const choices = ((schema.anyOf as Schema[] | undefined) ?? []).filter((one) => one.type !== "null");
  const told: Schema = choices.length === 1 ? { ...schema, ...choices[0] } : schema;
  const { minimum, maximum, minLength, maxLength, minItems, maxItems, pattern } = told;
  const items = schema.type === "array" ? limitsOf((schema.items ?? {}) as Schema) : [];
  return [
    range(minItems, maxItems, " items"),
    range(minLength, maxLength, " characters"),
    range(isSafe(minimum) ? minimum : undefined, isSafe(maximum) ? maximum : undefined, ""),
    typeof pattern === "string" ? `pattern \`${pattern}\`` : "",
    ...items.map((limit) => `each ${limit}`),
    schema.default === undefined ? "" : `default \`${JSON.stringify(schema.default)}\``,
  ].filter(Boolean);
}

function range(from: unknown, to: unknown, unit: string): string {
  if (from === undefined && to === undefined) return "";
  if (to === undefined) return `at least ${whole(from)}${unit}`;
  return from === undefined ? `at most ${whole(to)}${unit}` : `${whole(from)}–${whole(to)}${unit}`;
}

/** The ends of what a number can say are no rule of the API. */
function isSafe(bound: unknown): boolean {
  return typeof bound === "number" && Math.abs(bound) < Number.MAX_SAFE_INTEGER;
}
