import { type ChildProcess, spawn } from "node:child_process";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createInterface } from "node:readline";

export type BankSandbox = {
  url: string;
  /** What a person does at their own bank: the whole amount unless said otherwise. */
  pay: (account: string, transfer?: { amount?: number; from_bank?: string }) => Promise<Response>;
  ask: (method: "GET" | "POST", path: string, body?: object) => Promise<Response>;
  control: (method: "PUT" | "POST", path: string, body: object) => Promise<Response>;
  close: () => Promise<void>;
};

type Receive = (body: string, signature: string | null) => Promise<boolean>;

const key = "bank_test_of_this_run";
const secret = "callback_of_this_run";

/**
 * The stand-in for a bank as a process of its own, told to call this one back over HTTP. To be started before anything reads
 * the settings, which name its address.
 */
export async function startBankSandbox(receive: Receive): Promise<BankSandbox> {
  const { server, url: callback } = await listen(receive);
  const { child, url } = await start(callback);
  Object.assign(process.env, { BANK_API_URL: url, BANK_API_KEY: key, BANK_CALLBACK_SECRET: secret });
  const send = (method: string, path: string, body: object | undefined, headers: Record<string, string>) =>
    fetch(`${url}${path}`, {
      method,
      headers: { "content-type": "application/json", ...headers },
      body: body && JSON.stringify(body),
    });
  const ask: BankSandbox["ask"] = (method, path, body) => send(method, path, body, { authorization: `Bearer ${key}` });
  return {
    url,
    ask,
    pay: (account, transfer = {}) => ask("POST", `/virtual-accounts/${account}/payments`, transfer),
    control: (method, path, body) => send(method, `/_sandbox/${path}`, body, {}),
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
      const signature = incoming.headers["bank-signature"];
      receive(body, typeof signature === "string" ? signature : null).then(
        (taken) => response.writeHead(taken ? 200 : 400).end(),
        () => response.writeHead(500).end(),
      );
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

async function start(callback: string): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", "sandbox/bank/main.ts"], {
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: "development",
      BANK_SANDBOX_DATABASE_URL: process.env.DATABASE_MIGRATOR_URL,
      BANK_SANDBOX_KEY: key,
      BANK_SANDBOX_CALLBACK_URL: callback,
      BANK_SANDBOX_CALLBACK_SECRET: secret,
    },
  });
  for await (const line of createInterface({ input: child.stdout })) return { child, url: JSON.parse(line).url };
  throw new Error("The bank ended before it said where it answers.");
}
