import { microOf } from "@/app/_api/fields";
import { putAgent } from "@/app/_api/operations/put-agent";
import { apiRoute, operation } from "@/app/_gate/api-route";
import { saveAgent } from "@/lib/agents/save-agent";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute("/v1/agents/[id]", [
  operation(putAgent)(async ({ ctx, params: { id }, body }) => {
    const agent = await saveAgent(ctx, id, {
      name: body.name,
      monthlyLimitMicro: body.monthly_limit === null ? null : microOf(body.monthly_limit),
      atLimit: body.at_limit,
      whenPlanExhausted: body.when_plan_exhausted,
    });
    return {
      id,
      name: agent.name,
      monthly_limit: agent.monthlyLimitMicro,
      at_limit: agent.atLimit,
      when_plan_exhausted: agent.whenPlanExhausted,
      stopped: agent.stopped,
      created_at: agent.createdAt,
    };
  }),
]);
