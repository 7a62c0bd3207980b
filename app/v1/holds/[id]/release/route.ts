import { releaseHold as description } from "@/app/_api/operations/holds";
import { apiRoute, operation } from "@/app/_gate/api-route";
import { readBalance } from "@/lib/ledger/balance";
import { releaseHold } from "@/lib/metering/close-hold";
import { closedHold, unknownHold } from "../../hold-answer";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute("/v1/holds/[id]/release", [
  operation(description)(async ({ ctx, params: { id } }) => {
    const answer = await releaseHold(ctx, id);
    if (answer.status === "unknown") throw unknownHold();
    if (answer.status === "closed") throw closedHold(answer.state);
    return { id, status: "released", balance: (await readBalance(ctx)).availableMicro };
  }),
]);
