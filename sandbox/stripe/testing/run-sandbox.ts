import Stripe from "stripe";
import { afterAll, beforeAll, expect } from "vitest";
import { loadContract } from "../contract/contract";
import { Judge } from "../judge/judge";
import { createSandbox, type Sandbox } from "../sandbox";
import { type Listener, listen } from "./listener";

export type Running = { sandbox: Sandbox; stripe: Stripe; judge: Judge; listener: Listener };

/** A sandbox of the file's own, an SDK that talks to it, and somebody who takes its events; at the end nothing was against the contract. */
export function sandboxOfThisFile(): () => Running {
  let running: Running | undefined;
  beforeAll(async () => {
    const judge = new Judge(await loadContract());
    const sandbox = await createSandbox({
      databaseUrl: process.env.DATABASE_MIGRATOR_URL ?? "",
      judge,
      waitsMs: [20, 20],
    });
    const stripe = sdkFor(sandbox);
    running = { sandbox, stripe, judge, listener: await listen(stripe) };
  });
  afterAll(async () => {
    if (!running) return;
    await running.sandbox.close();
    await running.listener.close();
    expect(running.judge.violations).toEqual([]);
    expect(running.judge.judged).toBeGreaterThan(0);
  });
  return () => {
    if (!running) throw new Error("The sandbox is not up yet.");
    return running;
  };
}

export function sdkFor({ port }: { port: number }, more: ConstructorParameters<typeof Stripe>[1] = {}): Stripe {
  const here = { host: "127.0.0.1", port, protocol: "http" as const };
  return new Stripe("sk_test_sandbox", { ...here, maxNetworkRetries: 0, telemetry: false, ...more });
}
