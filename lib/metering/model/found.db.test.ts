import { afterAll, beforeAll, expect, it } from "vitest";
import { closeConnections } from "@/db";
import { closeHot } from "@/db/hot";
import { wholeCredits } from "@/lib/credits";
import { meterUsage } from "../meter";
import { usageEvent } from "../schema";
import { prepareBooks, workspaceWith } from "../testing";

// What random histories have found in the books, each as the smallest story that shows it.
beforeAll(() => prepareBooks());
afterAll(async () => {
  await closeHot();
  await closeConnections();
});

const sms = (id: string, parts = 1) => usageEvent.parse({ id, channel: "sms", to: "+244923000000", parts });

it("an event refused before money is looked at is told the balance of its place in the row", async () => {
  const ctx = await workspaceWith({ wallet: 5 });
  const unpriced = usageEvent.parse({ id: "no rate", channel: "ai", direction: "inbound" });
  const verdicts = await meterUsage(ctx, [sms("before"), unpriced, sms("after")]);
  expect(verdicts[1]).toMatchObject({ status: "refused", code: "no_rate", balanceMicro: wholeCredits(4) });
  expect(await meterUsage(ctx, [unpriced])).toEqual([{ status: "duplicate", first: verdicts[1] }]);
});
