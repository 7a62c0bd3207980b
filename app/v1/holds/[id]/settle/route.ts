import { settleHold as description } from "@/app/_api/operations/holds";
import { fundsOf } from "@/app/_api/verdict";
import { apiRoute, operation } from "@/app/_gate/api-route";
import { readBalance } from "@/lib/ledger/balance";
import { settleHold } from "@/lib/metering/close-hold";
import { findHold } from "@/lib/metering/data";
import { closedHold, quantityOf, unknownHold, usedOf } from "../../hold-answer";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute("/v1/holds/[id]/settle", [
  operation(description)(async ({ ctx, params: { id }, body }) => {
    const hold = await findHold(ctx, id);
    if (!hold) throw unknownHold();
    const quantity = quantityOf(hold, body);
    const amountMicro = usedOf(hold, body);
    const answer = await settleHold(ctx, id, { quantity, amountMicro });
    if (answer.status === "unknown") throw unknownHold();
    if (answer.status === "released") throw closedHold("released");
    if (answer.status === "closed") throw closedHold(answer.state);
    const credits = answer.amountMicro;
    const balance = answer.balanceMicro ?? (await readBalance(ctx)).availableMicro;
    if (!answer.funds) return { id, status: "duplicate", credits, balance };
    return { id, status: "charged", credits, funds: fundsOf(answer.funds), debt: answer.debtMicro, balance };
  }),
]);
