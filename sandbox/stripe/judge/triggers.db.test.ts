import { expect, test } from "vitest";
import { sandboxOfThisFile } from "../testing/run-sandbox";
import { trigger } from "./command-line";
import { triggers } from "./triggers";

const running = sandboxOfThisFile();

/** Names of the command line's own for two events. */
const otherNames = new Map<string, string>([
  ["subscription.payment_failed", "invoice.payment_failed"],
  ["subscription.payment_succeeded", "invoice.payment_succeeded"],
]);

test.each(triggers)("Stripe's command line sets off %s, and it is delivered as the contract says", async (name) => {
  const { sandbox, listener } = running();
  const before = listener.events.length;
  await trigger(name, sandbox.url);
  await sandbox.settled();
  const told = listener.events.slice(before).map(({ type }) => type);
  expect(told).toContain(otherNames.get(name) ?? name);
});
