import { z } from "zod";
import type { Answer } from "../shared/http/answer";
import type { Asked } from "../shared/http/asked";
import { bankNames } from "./banks";
import type { Ledger } from "./ledger";
import { Refusal } from "./refusal";

const amount = z.int().min(1).max(999_999_999_999_999);
const bank = z.enum(bankNames);
const wish = z.strictObject({
  external_id: z.string().min(1).max(255),
  bank,
  amount,
  currency: z
    .string()
    .regex(/^[a-z]{3}$/i, "must be three letters")
    .toLowerCase(),
  name: z.string().min(1).max(100).optional(),
  expires_at: z.iso.datetime({ offset: true }).optional(),
});
const payment = z.strictObject({ amount: amount.optional(), from_bank: bank.optional() });
const filter = z.strictObject({
  status: z.enum(["pending", "paid", "expired", "canceled"]).optional(),
  limit: z.coerce.number().int().min(1).max(100).optional(),
  after: z.string().optional(),
});

/** The bank for programs; null when the address is none of its. */
export async function answerApi(ledger: Ledger, key: string | undefined, asked: Asked): Promise<Answer | null> {
  const [, collection, id, verb, ...rest] = asked.path.split("/");
  if (collection !== "virtual-accounts" || rest.length) return null;
  checkKey(asked.headers.authorization, key);
  const route = `${asked.method} ${id === undefined ? "" : "{}"}${verb === undefined ? "" : `/${verb}`}`;
  if (route === "POST ") {
    const { expires_at: at, ...given } = parsed(wish, bodyOf(asked));
    const expires = at === undefined ? undefined : Math.floor(Date.parse(at) / 1000);
    const { account, isNew } = await ledger.open({ ...given, expires });
    return json(isNew ? 201 : 200, account);
  }
  if (route === "GET ") {
    const found = await ledger.list(parsed(filter, Object.fromEntries(new URLSearchParams(asked.query))));
    return json(200, { data: found });
  }
  if (route === "GET {}") return json(200, await ledger.find(id ?? ""));
  if (route === "POST {}/cancel") return json(200, await ledger.cancel(id ?? ""));
  if (route === "POST {}/payments") {
    const { from_bank: from, amount: paid } = parsed(payment, bodyOf(asked));
    return json(201, await ledger.pay(id ?? "", { from, amount: paid }));
  }
  return null;
}

export function json(status: number, value: object): Answer {
  return {
    status,
    body: `${JSON.stringify(value)}\n`,
    headers: { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" },
  };
}

export function parsed<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const param = issue?.path.join(".") || undefined;
  throw new Refusal(400, "invalid", [param, issue?.message].filter(Boolean).join(": "), param);
}

export function bodyOf({ body }: Asked): unknown {
  if (body === "") return {};
  try {
    return JSON.parse(body);
  } catch (error) {
    if (error instanceof SyntaxError) throw new Refusal(400, "invalid", "The body is not JSON.");
    throw error;
  }
}

function checkKey(authorization: string | undefined, key: string | undefined): void {
  const given = /^Bearer (\S+)$/.exec(authorization ?? "")?.[1];
  if (given?.startsWith("bank_test_") && (key === undefined || given === key)) return;
  throw new Refusal(401, "unauthorized", "Send the key of the bank as `Authorization: Bearer bank_test_…`.");
}
