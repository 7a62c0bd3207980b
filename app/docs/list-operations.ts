import type { Described, Description } from "@/app/_api/openapi";
import { operations as contracts } from "@/app/_api/operations";

export type Operation = {
  id: string;
  method: string;
  path: string;
  summary: string;
  scope: string;
  described: Described;
  example: { path: string; body?: unknown; answer?: unknown };
};

export function listOperations(api: Description): Operation[] {
  return Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => {
      const { operationId: id, summary, security } = described;
      const example = contracts.find((contract) => contract.id === id)?.example;
      return {
        id,
        method: method.toUpperCase(),
        path,
        summary,
        scope: security[0]?.apiKey.join(", ") ?? "",
        described,
        example: { ...example, path: example?.path ?? path },
      };
    }),
  );
}
