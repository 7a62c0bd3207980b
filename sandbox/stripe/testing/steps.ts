import { type Running, sdkFor } from "./run-sandbox";

/** Waits for something to be so; what never comes to be fails the test with its name. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 20_000;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`It never came to be that ${what}.`);
    await new Promise((done) => setTimeout(done, 10));
  }
}

/** A switch of the sandbox itself. */
export async function control(
  port: number,
  method: string,
  path: string,
  body?: object,
): Promise<Record<string, unknown>> {
  const response = await fetch(`http://127.0.0.1:${port}/_sandbox/${path}`, {
    method,
    ...(body && { body: JSON.stringify(body) }),
  });
  const answer: Record<string, unknown> = await response.json();
  if (!response.ok) throw new Error(JSON.stringify(answer));
  return answer;
}

/** Moves a test clock on and waits until everything on the way has happened. */
export async function advance({ stripe, sandbox }: Running, clock: string, to: number): Promise<void> {
  await stripe.testHelpers.testClocks.advance(clock, { frozen_time: to });
  await until("the clock has arrived", async () => {
    const { status } = await stripe.testHelpers.testClocks.retrieve(clock);
    if (status === "internal_failure") throw new Error("The clock met a failure on its way.");
    return status === "ready";
  });
  await sandbox.settled();
}

export function second(text: string): number {
  return Date.parse(`${text}Z`) / 1000;
}

export function day(at: number | null | undefined): string {
  return new Date((at ?? 0) * 1000).toISOString().slice(0, 10);
}

/** The types of the events about an object, in the order they were told. */
export function toldOf({ listener }: Running, id: string): string[] {
  const about = listener.events.filter(({ data }) => "id" in data.object && data.object.id === id);
  return about.sort((a, b) => a.created - b.created).map(({ type }) => type);
}

/** Pays a checkout as its page does. */
export async function payOnPage({ sandbox }: Running, session: string, method: string): Promise<unknown> {
  return sdkFor(sandbox).rawRequest("POST", `/v1/payment_pages/${session}/confirm`, { payment_method: method });
}

/** What the owner of a card does on the page of the bank; the answer is where they are sent then. */
export async function answerBank(url: string, answer: "approve" | "refuse"): Promise<string | null> {
  const page = await (await fetch(url)).text();
  const token = /name="token" value="([^"]+)"/.exec(page)?.[1] ?? "";
  const sent = await fetch(url, { method: "POST", body: new URLSearchParams({ token, answer }), redirect: "manual" });
  if (sent.status !== 303) throw new Error(`The bank's page answered ${sent.status}.`);
  return sent.headers.get("location");
}

/** A customer, perhaps on a test clock, whose card is their default. */
export async function customerWith({ stripe }: Running, card = "pm_card_visa", clock?: string) {
  const customer = await stripe.customers.create({ name: "Ana", email: "ana@kianda.example", test_clock: clock });
  const method = await stripe.paymentMethods.attach(card, { customer: customer.id });
  await stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: method.id } });
  return { customer: customer.id, method: method.id };
}

/** A price by the month, unless another interval is named. */
export async function plan(
  { stripe }: Running,
  unit_amount: number,
  interval: "week" | "month" | "year" = "month",
): Promise<string> {
  const price = await stripe.prices.create({
    currency: "eur",
    unit_amount,
    recurring: { interval },
    product_data: { name: `Plan of ${unit_amount}` },
  });
  return price.id;
}

/** What the SDK throws. */
export async function refusal(work: Promise<unknown>): Promise<Record<string, unknown> & { type: string }> {
  const thrown: unknown = await work.then(
    () => null,
    (error: unknown) => error,
  );
  if (thrown instanceof Error && "type" in thrown && typeof thrown.type === "string") {
    return { ...thrown, type: thrown.type, message: thrown.message };
  }
  throw thrown ?? new Error("Nothing was refused.");
}
