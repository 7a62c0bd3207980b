import { receiveStripeEvent } from "@/lib/payments/stripe-events/receive";

const most = 1_000_000;

/** What Stripe announces: checked by its signature, written down, and only then answered. */
export async function POST(request: Request): Promise<Response> {
  if (Number(request.headers.get("content-length") ?? 0) > most) return answer(413, "That is too large for an event.");
  const body = await request.text();
  const received = await receiveStripeEvent(body, request.headers.get("stripe-signature"), new Date());
  return received ? answer(200, "Noted.") : answer(400, "The signature is missing, wrong or too old.");
}

const answer = (status: number, sentence: string) =>
  new Response(`${sentence}\n`, { status, headers: { "content-type": "text/plain; charset=utf-8" } });
