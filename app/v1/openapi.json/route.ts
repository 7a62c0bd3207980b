import { describeApi } from "@/app/_api/openapi";
import { openRoute } from "@/app/_gate/api-route";
import { env } from "@/lib/env";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = openRoute("/v1/openapi.json", () =>
  describeApi(env().APP_URL),
);
