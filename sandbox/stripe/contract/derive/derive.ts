import type { Contract, Schema } from "../schema";
import { events, expandable, operations } from "../scope";
import { routesOf } from "./routes";
import { listSchema, SchemaMaker } from "./schema-maker";
import { installedSdk, readSdk } from "./sdk";

/** What Stripe's SDK sends and expects, of the operations in scope, as its own types tell it. */
export function deriveContract(): Contract {
  const { folder, version } = installedSdk();
  const { program, files } = readSdk(folder);
  const maker = new SchemaMaker(program.getTypeChecker(), new Set(expandable), new Set(events));
  const wanted = new Set<string>(operations);
  const all = routesOf(program, files);
  const found = all.filter(({ operation }) => wanted.has(operation));
  const others = new Set(all.map(({ operation }) => operation).filter((operation) => !wanted.has(operation)));
  const derived = found.map(({ operation, kind, params, answer }) => {
    const response: Schema = answer ? maker.schemaOf(answer, "response") : {};
    return [
      operation,
      {
        kind,
        params: params ? maker.schemaOf(params, "request") : null,
        response: kind === "one" ? response : listSchema(response),
      },
    ] as const;
  });
  return { sdk: version, operations: Object.fromEntries(derived), others: [...others], $defs: maker.definitions };
}
