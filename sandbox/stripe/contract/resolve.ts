import type { Contract, Schema } from "./schema";

const prefix = "#/$defs/";

export function resolve(contract: Contract, schema: Schema): Schema {
  let rule = schema;
  while (rule.$ref) rule = definition(contract, rule.$ref.slice(prefix.length));
  return rule;
}

export function definition(contract: Contract, name: string): Schema {
  const found = contract.$defs[name];
  if (!found) throw new Error(`The contract has no ${name}.`);
  return found;
}
