import { type ChildProcess, spawn } from "node:child_process";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createInterface } from "node:readline";

import Stripe from "stripe";

/** What a caller gets when Stripe fails after it has done its work. */
export function brokenAnswer(): Error {
  return new Stripe.errors.StripeAPIError({ type: "api_error", message: "Broken", statusCode: 500 });
}

export type StripeSandbox = {
  url: string;
  /** What a person does on the hosted page of a session. */
  payOn: (session: string, paymentMethod: string, amount: bigint) => Promise<Response>;
  post: (path: string, params: Record<string, string>) => Promise<Response>;
  control: (path: string, body: object) => Promise<Response>;
  close: () => Promise<void>;
};

/** What the owner of a card answers on their bank's page. */
export async function answerBank(url: string, answer: "approve" | "refuse"): Promise<void> {
  const page = await (await fetch(url)).text();
  const token = /name="token" value="([^"]+)"/.exec(page)?.[1] ?? "";
  const sent = await fetch(url, { method: "POST", body: new URLSearchParams({ token, answer }), redirect: "manual" });
  if (sent.status !== 303) throw new Error(`The bank's page answered ${sent.status}.`);
}

type Receive = (body: string, signature: string | null) => Promise<boolean>;

/**
 * The stand-in for Stripe as a process of its own, told to announce to this one over HTTP. To be started before anything reads
 * the settings, which name its address.
 */
export async function startStripeSandbox(receive: Receive): Promise<StripeSandbox> {
  const { server, url: webhook } = await listen(receive);
  const { child, url } = await start(webhook);
  process.env.STRIPE_API_URL = url;
  const key = process.env.STRIPE_SECRET_KEY ?? "";
  const post = (path: string, params: Record<string, string>) =>
    fetch(`${url}${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}` },
      body: new URLSearchParams(params),
    });
  return {
    url,
    post,
    payOn: (session, paymentMethod, amount) =>
      post(`/v1/payment_pages/${session}/confirm`, { payment_method: paymentMethod, expected_amount: String(amount) }),
    control: (path, body) =>
      fetch(`${url}/_sandbox/${path}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      }),
    close: async () => {
      const gone = new Promise((done) => child.once("exit", done));
      child.kill("SIGTERM");
      await gone;
      server.closeAllConnections();
      server.close();
    },
  };
}

async function listen(receive: Receive): Promise<{ server: Server; url: string }> {
  const server = createServer((incoming, response) => {
    let body = "";
    incoming.setEncoding("utf8").on("data", (piece) => (body += piece));
    incoming.on("end", () => {
      const signature = incoming.headers["stripe-signature"];
      receive(body, typeof signature === "string" ? signature : null).then(
        (taken) => response.writeHead(taken ? 200 : 400).end(),
        () => response.writeHead(500).end(),
      );
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

async function start(webhook: string): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", "sandbox/stripe/main.ts"], {
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: "development",
      STRIPE_SANDBOX_DATABASE_URL: process.env.DATABASE_MIGRATOR_URL,
      STRIPE_SANDBOX_WEBHOOK_URL: webhook,
      STRIPE_SANDBOX_WEBHOOK_SECRET: process.env.STRIPE_WEBHOOK_SECRET,
    },
  });
  for await (const line of createInterface({ input: child.stdout })) return { child, url: JSON.parse(line).url };
  throw new Error("The sandbox ended before it said where it answers.");
}
