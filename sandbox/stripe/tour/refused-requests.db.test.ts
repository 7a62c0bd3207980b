import { expect, test } from "vitest";
import { sandboxOfThisFile } from "../testing/run-sandbox";
import { refusal } from "../testing/steps";

const running = sandboxOfThisFile();

test.each([
  ["/v1/customers", { nam: "x" }, "nam", "parameter_unknown"],
  ["/v1/customers", { address: { towm: "x" } }, "address[towm]", "parameter_unknown"],
  ["/v1/payment_intents", { currency: "eur" }, "amount", "parameter_missing"],
  ["/v1/payment_intents", { amount: "ten", currency: "eur" }, "amount", "parameter_invalid_integer"],
  ["/v1/payment_intents", { amount: 100, currency: "eur", capture_method: "later" }, "capture_method", undefined],
  ["/v1/payment_intents", { amount: "", currency: "eur" }, "amount", "parameter_invalid_empty"],
  [
    "/v1/payment_intents",
    { amount: 100, currency: "eur", payment_method: "pm_none" },
    "payment_method",
    "resource_missing",
  ],
  ["/v1/subscriptions", { customer: "cus_none", items: [{ price: "x" }] }, "customer", "resource_missing"],
  [
    "/v1/payment_intents",
    { amount: 100, currency: "eur", transfer_group: "x" },
    "transfer_group",
    "sandbox_unsupported",
  ],
  [
    "/v1/payment_intents",
    { amount: 100, currency: "eur", return_url: "https://x.example" },
    "return_url",
    "sandbox_unsupported",
  ],
])("POST %s with %j is refused at %s", async (path, params, param, code) => {
  const { stripe } = running();
  const error = await refusal(stripe.rawRequest("POST", path, params));
  expect(error).toMatchObject({ type: "StripeInvalidRequestError", statusCode: 400, param, code });
});

test("an address that is not in scope says so, and what is under an address that is has a 404 of its own", async () => {
  const { stripe } = running();
  expect(await refusal(stripe.quotes.list())).toMatchObject({
    statusCode: 404,
    message: expect.stringContaining("README"),
  });
  expect(await refusal(stripe.refunds.retrieve("re_none"))).toMatchObject({
    statusCode: 404,
    code: "resource_missing",
  });
});

test("a list that is asked for by what it does not know is refused instead of showing everything", async () => {
  const { stripe } = running();
  expect(await refusal(stripe.charges.list({ transfer_group: "x" }))).toMatchObject({ code: "sandbox_unsupported" });
});
