import { extendHold as description } from "@/app/_api/operations/holds";
import { refused } from "@/app/_api/verdict";
import { apiRoute, operation } from "@/app/_gate/api-route";
import { findHold } from "@/lib/metering/data";
import { extendHold } from "@/lib/metering/hold";
import { closedHold, expiryOf, quantityOf, unknownHold } from "../../hold-answer";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute("/v1/holds/[id]/extend", [
  operation(description)(async ({ ctx, params: { id }, body }) => {
    const hold = await findHold(ctx, id);
    if (!hold) throw unknownHold();
    const quantity = quantityOf(hold, body);
    const answer = await extendHold(ctx, id, { quantity, expiresAt: expiryOf(ctx, body.expires_in) });
    if (answer.status === "unknown") throw unknownHold();
    if (answer.status === "closed") throw closedHold(answer.state);
    if (answer.status === "refused") throw refused(id, answer);
    return { id, status: "extended", credits: answer.amountMicro, expires_at: answer.expiresAt };
  }),
]);
