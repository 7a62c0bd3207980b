import { definition, resolve } from "./resolve";
import type { Contract, Schema } from "./schema";

/** The smallest object the contract allows: what is required, as empty as it may be. */
export function blankOf<T>(contract: Contract, type: string): T {
  return emptiest(contract, definition(contract, type)) as T;
}

function emptiest(contract: Contract, schema: Schema): unknown {
  const rule = resolve(contract, schema);
  const types = [rule.type ?? []].flat();
  if (types.includes("null") || rule.anyOf?.some((choice) => choice.type === "null")) return null;
  if (rule.anyOf?.[0]) return emptiest(contract, rule.anyOf[0]);
  if (rule.const !== undefined) return rule.const;
  if (rule.enum) return rule.enum[0];
  if (types.includes("object")) {
    const { properties = {}, required = [] } = rule;
    return Object.fromEntries(required.map((name) => [name, emptiest(contract, properties[name] ?? {})]));
  }
  if (types.includes("array")) return [];
  if (types.includes("boolean")) return false;
  return types.includes("integer") || types.includes("number") ? 0 : "";
}
