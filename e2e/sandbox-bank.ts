import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "@playwright/test";
import { demo } from "./fixtures";

type Account = { id: string; account_number: string; status: string; amount_received: number };

/** A virtual account as a program opens it, for 1 125 000.00 rupiah unless said otherwise. */
export async function openAccount(wish: { bank?: "bca" | "bni"; expires_at?: string; name?: string } = {}) {
  const answer = await ask("POST", "/virtual-accounts", {
    external_id: `pur_${randomUUID()}`,
    bank: "bca",
    amount: 112_500_000,
    currency: "idr",
    name: "Toko Bintang",
    ...wish,
  });
  expect(answer.status).toBe(201);
  const account: Account = await answer.json();
  return { ...account, page: `${demo.bank.url}/pay/${account.id}` };
}

export async function accountNow(id: string): Promise<Account> {
  return (await ask("GET", `/virtual-accounts/${id}`)).json();
}

export function ask(method: string, path: string, body?: object): Promise<Response> {
  const headers = { authorization: `Bearer ${demo.bank.key}` };
  return fetch(demo.bank.url + path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
}

type Callback = { signature: string; body: string };

/** Stands between the bank and the product for a while: it reads along, and hands on what it gets with the answer to it. */
export async function readCallbacks(read: (callback: Callback) => void): Promise<() => Promise<void>> {
  const home = `${demo.url}/webhooks/bank`;
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const piece of request.setEncoding("utf8")) body += piece;
    const signature = String(request.headers["bank-signature"]);
    read({ signature, body });
    const headers = { "content-type": "application/json", "bank-signature": signature };
    const { status } = await fetch(home, { method: "POST", headers, body });
    response.writeHead(status).end();
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  await callAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return async () => {
    await callAt(home);
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
}

async function callAt(url: string): Promise<void> {
  const answer = await ask("PUT", "/_sandbox/callback", { url, secret: demo.bank.callback_secret });
  expect(answer.status).toBe(200);
}
