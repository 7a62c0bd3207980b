import { keyRoute } from "@/app/_gate/api-route";
import { readBalance } from "@/lib/ledger/balance";
import { creditsBody } from "./credits-body";

export const GET = keyRoute("/v1/credits", { limit: "apiByKey" }, async ({ ctx, workspace }) => {
  const body = creditsBody(await readBalance(ctx), workspace.currency);
  return new Response(body, { headers: { "content-type": "application/json" } });
});
