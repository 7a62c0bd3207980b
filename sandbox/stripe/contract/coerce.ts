import { type Failure, invalid } from "../http/failure";
import type { FormValue } from "../http/form";
import { resolve } from "./resolve";
import type { Contract, Schema } from "./schema";

/** A form knows only words; the contract says which of them are numbers, which are allowed and which are missing. */
export function coerce(contract: Contract, schema: Schema, value: FormValue, path = ""): unknown {
  const rule = resolve(contract, schema);
  if (rule.anyOf) return coerceToOneOf(contract, rule.anyOf, value, path);
  if (typeof value === "string") return coerceWord(rule, value, path);
  if (Array.isArray(value)) return coerceList(contract, rule, value, path);
  return coerceObject(contract, rule, value, path);
}

function coerceToOneOf(contract: Contract, choices: Schema[], value: FormValue, path: string): unknown {
  const fitting = choices.filter((choice) => fitsShape(resolve(contract, choice), value));
  let complaint: unknown = mistaken(path, value, choices);
  for (const choice of fitting.toReversed()) {
    try {
      return coerce(contract, choice, value, path);
    } catch (error) {
      complaint = error;
    }
  }
  throw complaint;
}

function fitsShape(rule: Schema, value: FormValue): boolean {
  if (rule.anyOf) return true;
  if (typeof value === "string") return !rule.properties && rule.type !== "array" && rule.type !== "null";
  return Array.isArray(value) ? rule.type === "array" : rule.type === "object";
}

function coerceWord(rule: Schema, word: string, path: string): unknown {
  if (rule.enum) {
    if (rule.enum.includes(word)) return word;
    throw invalid(`Invalid ${path}: must be one of ${inWords(rule.enum)}`, path);
  }
  if (rule.const !== undefined) {
    if (String(rule.const) === word) return rule.const;
    throw invalid(`Invalid ${path}: must be ${rule.const}`, path);
  }
  const types = [rule.type ?? []].flat();
  if (types.includes("integer") && /^-?\d{1,15}$/.test(word)) return Number(word);
  if (types.includes("number") && /^-?\d{1,12}(\.\d{1,6})?$/.test(word)) return Number(word);
  if (types.includes("boolean") && /^(true|false)$/.test(word)) return word === "true";
  if (types.includes("string")) return textOf(rule, word, path);
  if (word === "") throw empty(path);
  if (types.includes("integer")) throw invalid(`Invalid integer: ${word}`, path, "parameter_invalid_integer");
  throw mistaken(path, word, [rule]);
}

function textOf(rule: Schema, word: string, path: string): string {
  if (word === "" && ![rule.type].flat().includes("null")) throw empty(path);
  if (rule.pattern && !new RegExp(rule.pattern).test(word)) throw invalid(`Invalid decimal: ${word}`, path);
  return word;
}

function coerceList(contract: Contract, rule: Schema, values: FormValue[], path: string): unknown[] {
  if (rule.type !== "array" || !rule.items) throw invalid(`Invalid array`, path);
  const items = rule.items;
  return values.map((value, place) => coerce(contract, items, value, `${path}[${place}]`));
}

function coerceObject(
  contract: Contract,
  rule: Schema,
  value: { [key: string]: FormValue },
  path: string,
): Record<string, unknown> {
  const { properties = {}, required = [], additionalProperties } = rule;
  if (rule.type !== "object") throw invalid("Invalid object", path);
  const unknown = additionalProperties ? [] : Object.keys(value).filter((key) => !Object.hasOwn(properties, key));
  if (unknown.length) throw unknownParameters(unknown.map((key) => within(path, key)));
  const absent = required.find((key) => !Object.hasOwn(value, key));
  if (absent) {
    const param = within(path, absent);
    throw invalid(`Missing required param: ${param}.`, param, "parameter_missing");
  }
  const entries = Object.entries(value).map(([key, member]) => {
    const known = Object.hasOwn(properties, key) ? properties[key] : undefined;
    return [key, known ? coerce(contract, known, member, within(path, key)) : ownValue(member, within(path, key))];
  });
  return Object.fromEntries(entries);
}

// Keys of one's own, like those of metadata: what stands there is text, even when it looks like a number.
function ownValue(value: FormValue, path: string): string {
  if (typeof value === "string") return value;
  throw invalid(`Invalid string: ${path} must be text.`, path);
}

function unknownParameters(paths: string[]): Failure {
  const words = paths.length > 1 ? "parameters" : "parameter";
  return invalid(`Received unknown ${words}: ${paths.join(", ")}`, paths[0], "parameter_unknown");
}

function empty(path: string): Failure {
  return invalid(
    `You passed an empty string for '${path}'. An empty value unsets a parameter, and '${path}' cannot be unset.`,
    path,
    "parameter_invalid_empty",
  );
}

function mistaken(path: string, value: FormValue, choices: Schema[]): Failure {
  if (value === "") return empty(path);
  const types = choices.flatMap(({ type }) => type ?? []).filter((type) => type !== "null");
  const shown = typeof value === "string" ? `: ${value}` : "";
  return invalid(`Invalid ${types.at(-1) ?? "value"}${shown}`, path);
}

function within(path: string, key: string): string {
  return path ? `${path}[${key}]` : key;
}

function inWords(choices: string[]): string {
  const words = choices.filter(Boolean);
  return words.length > 1 ? `${words.slice(0, -1).join(", ")}, or ${words.at(-1)}` : (words[0] ?? "");
}
