import { type AnswerCode, always } from "@/app/_api/answers";
import type { Described, Description } from "@/app/_api/openapi";
import { operations as contracts } from "@/app/_api/operations";

type Example = { path: string; body?: unknown; answer?: unknown };

export type Operation = {
  id: string;
  method: string;
  path: string;
  summary: string;
  scope: string;
  described: Described;
  refusals: readonly AnswerCode[];
  example: Example;
  /** Named in English, like the description. */
  further: (Example & { summary: string; status: number })[];
};

export function listOperations(api: Description): Operation[] {
  return Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => {
      const { operationId: id, summary, security } = described;
      const { example, further = [], answers: refusals = [] } = contracts.find((contract) => contract.id === id) ?? {};
      return {
        id,
        method: method.toUpperCase(),
        path,
        summary,
        scope: security[0]?.apiKey.join(", ") ?? "",
        described,
        refusals: [...refusals, ...always],
        example: { ...example, path: example?.path ?? path },
        further: further.map((one) => ({ ...one, path: example?.path ?? path })),
      };
    }),
  );
}
