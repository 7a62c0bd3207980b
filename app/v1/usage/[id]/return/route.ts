import { returnUsage as description } from "@/app/_api/operations/return-usage";
import { Refusal } from "@/app/_api/refusal";
import { apiRoute, operation } from "@/app/_gate/api-route";
import { returnUsage } from "@/lib/metering/return-usage";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute("/v1/usage/[id]/return", [
  operation(description)(async ({ ctx, params: { id }, body: { reason } }) => {
    const answer = await returnUsage(ctx, id, reason ?? null);
    if (!("amountMicro" in answer)) throw refusedReturn(answer.status);
    return { id, status: answer.status, credits: answer.amountMicro, balance: answer.balanceMicro };
  }),
]);

function refusedReturn(status: "unknown" | "refused" | "held"): Refusal {
  if (status === "unknown") return new Refusal("not_found", { param: "id" });
  return new Refusal("not_charged", { param: "id", ...(status === "held" && { sentence: "refusals.still_held" }) });
}
