import { openHold as description } from "@/app/_api/operations/holds";
import { assertCharged, duplicateOf, fundsOf, refused } from "@/app/_api/verdict";
import { apiRoute, operation } from "@/app/_gate/api-route";
import { findHold } from "@/lib/metering/data";
import { openHold } from "@/lib/metering/hold";
import { expiryOf } from "./hold-answer";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute("/v1/holds", [
  operation(description)(async ({ ctx, body: { expires_in, ...event } }) => {
    const answer = await openHold(ctx, event, expiryOf(ctx, expires_in));
    const { id } = event;
    if (answer.status === "held") {
      const { amountMicro, funds, expiresAt, balanceMicro } = answer;
      return {
        id,
        status: "held",
        credits: amountMicro,
        funds: fundsOf(funds),
        expires_at: expiresAt,
        balance: balanceMicro,
      };
    }
    if (answer.status !== "duplicate") throw refused(id, answer);
    const { first } = assertCharged(duplicateOf(id, answer));
    const hold = await findHold(ctx, id);
    return {
      id,
      status: "duplicate",
      first,
      hold: hold && { state: hold.state, credits: hold.amountMicro, expires_at: hold.expiresAt },
    };
  }),
]);
