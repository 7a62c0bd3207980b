import { listUsage as description } from "@/app/_api/operations/list-usage";
import { postUsage } from "@/app/_api/operations/post-usage";
import { apiRoute, operation } from "@/app/_gate/api-route";
import { checkSort, listUsage } from "@/lib/metering/list-usage";
import { judgeUsage } from "./judge-usage";
import { usageAnswer, usageCursorOf } from "./usage-answer";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute("/v1/usage", [
  operation(postUsage)(({ ctx, body }) => judgeUsage(ctx, body)),
  operation(description)(async ({ ctx, workspace, scopes, query: { cursor, limit, sort, ...filter } }) => {
    const recipients = scopes.includes("recipients:read") ? "full" : "masked";
    await checkSort(ctx, workspace, filter, { sort, recipients });
    const after = usageCursorOf(cursor);
    return usageAnswer(await listUsage(ctx, workspace, filter, { after, limit, sort, recipients }));
  }),
]);
