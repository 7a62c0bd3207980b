import type { Answer } from "../shared/http/answer";
import { type Asked, formOf } from "../shared/http/asked";
import { asset } from "../shared/pages/assets";
import { untouched } from "../shared/pages/fields";
import { html } from "../shared/pages/html";
import { readAmount } from "../shared/pages/money";
import { sendTo, show } from "../shared/pages/sheet";
import type { Tokens } from "../shared/pages/tokens";
import type { Account } from "./account";
import { bankNames } from "./banks";
import type { Ledger } from "./ledger";
import { listPage } from "./list-page";
import { payPage } from "./pay-page";
import { Refusal } from "./refusal";

type Parts = { ledger: Ledger; tokens: Tokens };

const pageRows = 50;

/** The bank for people: the accounts, and a transfer into one; null when the address is none of these. */
export async function answerPage({ ledger, tokens }: Parts, asked: Asked): Promise<Answer | null> {
  const found = asset(asked.path);
  if (found) return found;
  if (asked.method === "GET" && asked.path === "/") {
    const after = new URLSearchParams(asked.query).get("after") ?? undefined;
    return listPage(await ledger.list({ limit: pageRows + 1, after }), pageRows, after !== undefined);
  }
  const id = /^\/pay\/(\w+)$/.exec(asked.path)?.[1];
  if (!id) return null;
  try {
    const account = await ledger.find(id);
    const token = tokens.of(asked.path);
    if (asked.method === "GET") return payPage({ account, token }, untouched);
    if (asked.method !== "POST") return null;
    const form = formOf(asked);
    if (!tokens.fits(asked.path, form.get("token") ?? "")) {
      const refusal = "This form has come from somewhere else. Send it again.";
      return payPage({ account, token }, { ...untouched, refusal }, 403);
    }
    const problems = await transfer(ledger, account, form);
    if (problems.size === 0) return sendTo(asked.path);
    return payPage({ account: await ledger.find(id), token }, { values: form, problems }, 422);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const body = html`<section class="card"><h1>Not possible</h1><p>${error.message}</p>
<p class="way-back"><a href="/">All virtual accounts</a></p></section>`;
    return show("Not possible", body, error.status);
  }
}

/** Moves the money, or says at which field it could not be. A page that is out of date moves nothing. */
async function transfer(ledger: Ledger, account: Account, form: URLSearchParams): Promise<Map<string, string>> {
  const isWhole = form.get("how") === "all";
  const from = isWhole ? account.bank : bankNames.find((name) => name === form.get("from"));
  const amount = isWhole
    ? account.amount - account.amount_received
    : readAmount(form.get("amount") ?? "", account.currency);
  const problems = new Map<string, string>();
  if (!amount || amount < 0) problems.set("amount", "Write an amount, as in 10.00.");
  if (!from) problems.set("from", "Choose the bank the money comes from.");
  if (!amount || amount < 0 || !from) return problems;
  try {
    await ledger.pay(account.id, { amount, from, seen: Number(form.get("step")) });
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== "bank_not_accepted") throw error;
    problems.set("from", error.message);
  }
  return problems;
}
