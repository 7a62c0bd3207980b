import { postUsage } from "@/app/_api/operations/post-usage";
import { apiRoute, operation } from "@/app/_gate/api-route";
import { judgeUsage } from "./judge-usage";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute("/v1/usage", [
  operation(postUsage)(({ ctx, body }) => judgeUsage(ctx, body)),
]);
