import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import type Stripe from "stripe";
import { expect, test } from "vitest";
import { openMailbox } from "../../shared/testing/mailbox";
import { sdkFor } from "../testing/run-sandbox";
import { control, until } from "../testing/steps";

async function start(): Promise<{ child: ChildProcess; port: number; stripe: Stripe }> {
  const env = {
    ...process.env,
    STRIPE_SANDBOX_DATABASE_URL: process.env.DATABASE_MIGRATOR_URL,
    STRIPE_SANDBOX_PORT: "0",
    STRIPE_SANDBOX_JUDGE: "1",
  };
  const child = spawn(process.execPath, ["--import", "tsx", join(import.meta.dirname, "../main.ts")], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(createInterface(child.stdout ?? process.stdin), "line");
  const port = Number(new URL(JSON.parse(String(line)).url).port);
  return { child, port, stripe: sdkFor({ port }, { maxNetworkRetries: 0, timeout: 10_000 }) };
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}

test("a sandbox that is killed in the middle of its work has done each request whole or not at all, and tells of all it has done", async () => {
  const told = new Set<string>();
  const hook = await openMailbox(async ({ body }) => {
    const event: Stripe.Event = JSON.parse(body);
    if (event.type === "charge.succeeded") told.add(event.data.object.id);
    // Slow enough that some are on their way when the process dies.
    await sleep(50);
    return undefined;
  });
  const first = await start();
  await first.stripe.webhookEndpoints.create({ url: hook.url, enabled_events: ["*"] });
  const pay = (stripe: Stripe, turn: number) =>
    stripe.paymentIntents.create(
      { amount: 1_000 + turn, currency: "eur", payment_method: "pm_card_visa", confirm: true },
      { idempotencyKey: `turn ${turn}` },
    );
  let answered = 0;
  const works = Array.from({ length: 60 }, (_, turn) =>
    pay(first.stripe, turn).then(
      () => {
        answered += 1;
        return null;
      },
      (error: Error) => error,
    ),
  );
  await until("some are answered", () => answered >= 10);
  await kill(first.child);
  await Promise.all(works);
  expect(answered).toBeLessThan(60);

  const second = await start();
  const charges = await second.stripe.charges.list({ limit: 100 });
  const intents = await second.stripe.paymentIntents.list({ limit: 100 });
  expect(charges.data.length).toBeGreaterThanOrEqual(answered);
  expect(new Set(charges.data.map(({ payment_intent }) => payment_intent))).toEqual(
    new Set(intents.data.map(({ id }) => id)),
  );
  expect(intents.data.every(({ status }) => status === "succeeded")).toBe(true);
  await Promise.all(Array.from({ length: 60 }, (_, turn) => pay(second.stripe, turn)));
  const after = await second.stripe.charges.list({ limit: 100 });
  expect(after.data.map(({ amount }) => amount).sort()).toEqual(
    Array.from({ length: 60 }, (_, turn) => 1_000 + turn).sort(),
  );
  await until("every charge is told", () => after.data.every(({ id }) => told.has(id)));
  const { judged, violations } = await control(second.port, "GET", "violations");
  expect(violations).toEqual([]);
  expect(judged).toBeGreaterThan(60);
  await kill(second.child);
  await hook.close();
}, 120_000);
