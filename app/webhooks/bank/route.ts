import { receiveBankCallback } from "@/lib/payments/bank-events/receive";

const most = 1_000_000;

/** What the bank tells: checked by its signature, written down, and only then answered. */
export async function POST(request: Request): Promise<Response> {
  if (Number(request.headers.get("content-length") ?? 0) > most)
    return answer(413, "That is too large for a callback.");
  const body = await request.text();
  const received = await receiveBankCallback(body, request.headers.get("bank-signature"), new Date());
  return received ? answer(200, "Noted.") : answer(400, "The signature is missing, wrong or too old.");
}

const answer = (status: number, sentence: string) =>
  new Response(`${sentence}\n`, { status, headers: { "content-type": "text/plain; charset=utf-8" } });
