import { type ChildProcess, spawn } from "node:child_process";
import { Agent, createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { createInterface } from "node:readline";
import type { Sql } from "postgres";
import { env } from "@/lib/env";
import type { Bench } from "./bench";
import type { Figure } from "./figure";
import { closedLoop, median, type Sample } from "./measure";

const callers = 8;
const secret = "whsec_of_this_bench";

/** How fast the stand-in for Stripe takes payments, through HTTP, with every event delivered and acknowledged. */
export async function sandboxPays({ raw, effort }: Bench): Promise<Figure[]> {
  const listener = createServer((incoming, response) => {
    incoming.resume().on("end", () => response.end());
  });
  await new Promise<void>((done) => listener.listen(0, "127.0.0.1", done));
  const { child, url } = await startSandbox(`http://127.0.0.1:${(listener.address() as AddressInfo).port}/`);
  const agent = new Agent({ keepAlive: true, maxSockets: callers });
  try {
    await closedLoop(1, 1_000, () => pay(url, agent));
    const alone: Sample[] = [];
    const together: number[] = [];
    for (let round = 0; round < effort.rounds; round++) {
      alone.push(await closedLoop(1, effort.sliceMs, () => pay(url, agent)));
      together.push(await untilDelivered(raw, () => closedLoop(callers, effort.sliceMs, () => pay(url, agent))));
    }
    return figuresOf(median(alone.map(({ p50 }) => p50)) / 2, median(together));
  } finally {
    agent.destroy();
    child.kill("SIGTERM");
    listener.closeAllConnections();
    listener.close();
  }
}

function figuresOf(p50: number, perSec: number): Figure[] {
  const work = "sandbox: PaymentIntent create, confirm";
  return [
    {
      goal: "sandbox",
      work,
      measure: "p50 ms of a request, one caller",
      reached: p50,
      wanted: { most: 10 },
      parts: {},
    },
    {
      goal: "sandbox",
      work,
      measure: `requests/s until all is delivered, ${callers} callers`,
      reached: perSec,
      wanted: { least: 200 },
      parts: {},
    },
  ];
}

/** Requests per second, counted until the last event of theirs was acknowledged. */
async function untilDelivered(raw: Sql, work: () => Promise<Sample>): Promise<number> {
  const started = performance.now();
  const { perSec } = await work();
  const requests = (perSec * (performance.now() - started)) / 1_000;
  for (;;) {
    const [open] = await raw<{ count: number }[]>`
      select count(*)::int as count from stripe_sandbox.deliveries where state = 'pending'`;
    if (open?.count === 0) break;
    await new Promise((done) => setTimeout(done, 5));
  }
  const [lost] = await raw`select 1 from stripe_sandbox.deliveries where state <> 'delivered'`;
  if (lost) throw new Error("An event of the sandbox was not acknowledged.");
  return (requests / (performance.now() - started)) * 1_000;
}

async function pay(url: string, agent: Agent): Promise<number> {
  const intent = await post(agent, `${url}/v1/payment_intents`, "amount=2500&currency=eur&metadata[purchase]=pur_1");
  const { status } = await post(agent, `${url}/v1/payment_intents/${intent.id}/confirm`, "payment_method=pm_card_visa");
  if (status !== "succeeded") throw new Error(`The sandbox did not take the payment: ${status}`);
  return 2;
}

let key = 0;

function post(agent: Agent, url: string, body: string): Promise<{ id: string; status: string }> {
  return new Promise((done, fail) => {
    const outgoing = request(url, {
      method: "POST",
      agent,
      headers: {
        authorization: "Bearer sk_test_of_this_bench",
        "content-type": "application/x-www-form-urlencoded",
        "idempotency-key": `bench-${process.pid}-${key++}`,
        "stripe-version": "2026-10-28.endive",
      },
    });
    outgoing.on("error", fail);
    outgoing.on("response", (incoming) => {
      let text = "";
      incoming.setEncoding("utf8").on("data", (piece) => (text += piece));
      incoming.on("end", () => done(JSON.parse(text)));
    });
    outgoing.end(body);
  });
}

async function startSandbox(webhook: string): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", "sandbox/stripe/main.ts"], {
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: "development",
      STRIPE_SANDBOX_DATABASE_URL: env().DATABASE_MIGRATOR_URL ?? env().DATABASE_URL,
      STRIPE_SANDBOX_WEBHOOK_URL: webhook,
      STRIPE_SANDBOX_WEBHOOK_SECRET: secret,
    },
  });
  for await (const line of createInterface({ input: child.stdout })) return { child, url: JSON.parse(line).url };
  throw new Error("The sandbox ended before it said where it answers.");
}
