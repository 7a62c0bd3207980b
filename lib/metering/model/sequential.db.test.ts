import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { closeConnections } from "@/db";
import { closeHot } from "@/db/hot";
import { prepareBooks } from "../testing";
import { Coverage } from "./coverage";
import { histories } from "./histories";
import { progress } from "./progress";
import { replay } from "./replay";

beforeAll(() => prepareBooks());
afterAll(async () => {
  await closeHot();
  await closeConnections();
});

const long = process.env.SALDO_LONG !== undefined;
const runs = long ? 10_000 : 250;

const often = [
  "use charged",
  "use insufficient_credits",
  "use plan_exhausted",
  "use number_credits_exhausted",
  "use agent_limit_reached",
  "use agent_stopped",
  "use workspace_limit_reached",
  "use wallet_frozen",
  "use no_rate",
  "use too_old",
  "use key_reused",
  "use duplicate charged",
  "use duplicate insufficient_credits",
  "hold held",
  "extend extended",
  "settle charged",
  "release released",
  "return returned",
  "return refused",
  "grant recorded",
  "withdraw recorded",
  "move recorded",
  "move insufficient",
  "claim claimed",
  "what was used is refunded and becomes debt",
  "a refund comes to nothing",
  "a dispute keeps credits",
  "a lot expires unused",
  "a hold expires",
  "a hold is settled for less",
  "a hold is settled for more",
  "a delivery becomes debt",
  "a number and its workspace pay one event",
  "a template costs a number's credit",
  "plan and promo pay one event",
];
const rare = [
  "use key_limit_reached",
  "use in_the_future",
  "use duplicate held",
  "hold duplicate charged",
  "extend insufficient_credits",
  "settle duplicate",
  "settle closed released",
  "return duplicate",
  "return held",
  "grant duplicate",
  "grant broken promise",
  "move frozen",
  "a hold is settled after it expired",
  "an estimate is put right",
  "a hold over an expired lot is settled for less",
  "an agent's share of the plan and the wallet pay one event",
  "claim unknown",
  "a refund that comes to nothing ends debt",
  "a dispute is won",
  "a dispute is lost",
  "a refund waits for a hold",
  "moved credits are refunded",
  "a purchase pays debt",
  "debt is paid when the wallet opens",
  "what came from an expired lot is returned",
  "what was charged as debt is returned",
];

it(
  `${runs} random histories leave the books as the model says, answer by answer`,
  async () => {
    const coverage = new Coverage();
    const played = progress("histories", runs);
    await fc.assert(
      fc.asyncProperty(histories({ min: 5, max: 30 }), async (history) => {
        await replay(history, coverage);
        played();
      }),
      { numRuns: runs },
    );
    expect(coverage.missing(long ? [...often, ...rare] : often), coverage.toString()).toEqual([]);
    if (long) console.info(coverage.toString());
  },
  4 * 3_600_000,
);
