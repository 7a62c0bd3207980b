import { expect, test } from "vitest";
import { sandboxOfThisFile, sdkFor } from "../testing/run-sandbox";
import { customerWith, refusal } from "../testing/steps";

const running = sandboxOfThisFile();

const given = { amount: 5_000, currency: "eur", payment_method: "pm_card_visa", confirm: true };

test("a key that is used again gets the first answer, word for word, and nothing happens twice", async () => {
  const { stripe } = running();
  const first = await stripe.paymentIntents.create(given, { idempotencyKey: "again" });
  const second = await stripe.paymentIntents.create(given, { idempotencyKey: "again" });
  const { lastResponse, ...answer } = second;
  expect({ ...first, lastResponse: undefined }).toEqual({ ...answer, lastResponse: undefined });
  expect(lastResponse.headers).toMatchObject({
    "idempotent-replayed": "true",
    "original-request": first.lastResponse.requestId,
    "idempotency-key": "again",
  });
  expect(first.lastResponse.headers).not.toHaveProperty("idempotent-replayed");
});

test("a key with another amount, or for another address, is refused", async () => {
  const { stripe } = running();
  await stripe.paymentIntents.create(given, { idempotencyKey: "other" });
  for (const work of [
    () => stripe.paymentIntents.create({ ...given, amount: 5_001 }, { idempotencyKey: "other" }),
    () => stripe.customers.create({ name: "Ana" }, { idempotencyKey: "other" }),
  ]) {
    expect(await refusal(work())).toMatchObject({ type: "StripeIdempotencyError", statusCode: 400 });
  }
});

test("twenty requests with one key at once take the money once", async () => {
  const { stripe } = running();
  const { customer, method } = await customerWith(running());
  const charged = {
    amount: 5_000,
    currency: "eur",
    customer,
    payment_method: method,
    off_session: true,
    confirm: true,
  };
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, () =>
      stripe.paymentIntents.create(charged, { idempotencyKey: "at-once" }).then(
        ({ id }) => id,
        (error: { statusCode: number; code?: string }) => `${error.statusCode} ${error.code}`,
      ),
    ),
  );
  const ids = outcomes.filter((outcome) => outcome.startsWith("pi_"));
  expect(new Set(ids).size).toBe(1);
  expect(new Set(outcomes.filter((outcome) => !outcome.startsWith("pi_")))).toEqual(
    new Set(ids.length < 20 ? ["409 idempotency_key_in_use"] : []),
  );
  expect((await stripe.charges.list({ customer })).data).toHaveLength(1);
});

test("twenty patient SDKs with one key at once all get the one answer", async () => {
  const { sandbox, stripe } = running();
  const { customer, method } = await customerWith(running());
  const charged = {
    amount: 5_000,
    currency: "eur",
    customer,
    payment_method: method,
    off_session: true,
    confirm: true,
  };
  const patient = sdkFor(sandbox, { maxNetworkRetries: 10 });
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => patient.paymentIntents.create(charged, { idempotencyKey: "patience" })),
  );
  expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
  expect((await stripe.charges.list({ customer })).data).toHaveLength(1);
});

test("a refused request leaves its key free, a declined card does not", async () => {
  const { stripe } = running();
  const wrong = { ...given, currency: "xxx" };
  expect(await refusal(stripe.paymentIntents.create(wrong, { idempotencyKey: "free" }))).toMatchObject({
    param: "currency",
  });
  expect(await stripe.paymentIntents.create(given, { idempotencyKey: "free" })).toMatchObject({ status: "succeeded" });
  const declined = { ...given, payment_method: "pm_card_chargeDeclined" };
  const first = await refusal(stripe.paymentIntents.create(declined, { idempotencyKey: "kept" }));
  const second = await refusal(stripe.paymentIntents.create(declined, { idempotencyKey: "kept" }));
  expect(second).toMatchObject({ type: "StripeCardError", charge: first.charge });
});

test("a key longer than 255 characters is refused", async () => {
  const { stripe } = running();
  const error = await refusal(stripe.customers.create({}, { idempotencyKey: "k".repeat(256) }));
  expect(error).toMatchObject({ statusCode: 400 });
});
