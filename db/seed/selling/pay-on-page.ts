import "server-only";
import { env } from "@/lib/env";
import { invariant } from "@/lib/errors";
import type { Payment } from "@/lib/payments/open-payment";

/** What a person does on the page of the stand-in; says whether the card was taken. One that was paid already stays paid. */
export async function payOnPage({ url, amountMinor }: Payment, paymentMethod: string): Promise<boolean> {
  const session = /cs_test_\w+/.exec(url ?? "")?.[0];
  invariant(session, "a page that is open has an address");
  const { ok } = await askStandIn(`/v1/payment_pages/${session}/confirm`, {
    payment_method: paymentMethod,
    expected_amount: String(amountMinor),
  });
  return ok;
}

/** Over HTTP, as from a browser: the product itself never pays its own pages. */
export function askStandIn(path: string, params: Record<string, string>): Promise<Response> {
  const { STRIPE_API_URL: at, STRIPE_SECRET_KEY: key } = env();
  invariant(at, "the demo buys from a stand-in");
  return fetch(`${at}${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}` },
    body: new URLSearchParams(params),
  });
}
