import { expect, test } from "vitest";
import { sandboxOfThisFile } from "../testing/run-sandbox";
import { customerWith, refusal, toldOf } from "../testing/steps";

const running = sandboxOfThisFile();

async function paid(amount: number, card?: string) {
  const { stripe } = running();
  const { customer, method } = await customerWith(running(), card);
  const intent = await stripe.paymentIntents.create({
    amount,
    currency: "eur",
    customer,
    payment_method: method,
    off_session: true,
    confirm: true,
  });
  return { intent: intent.id, charge: String(intent.latest_charge) };
}

test("three refunds of a third each give back exactly what was paid, and nothing more", async () => {
  const { stripe, sandbox } = running();
  const { intent, charge } = await paid(10_000);
  for (const amount of [3_333, 3_333, 3_334]) await stripe.refunds.create({ payment_intent: intent, amount });
  expect(await stripe.charges.retrieve(charge)).toMatchObject({ amount_refunded: 10_000, refunded: true });
  expect(await refusal(stripe.refunds.create({ payment_intent: intent, amount: 1 }))).toMatchObject({
    code: "charge_already_refunded",
  });
  const movements = await stripe.balanceTransactions.list({ type: "refund" });
  expect(movements.data.reduce((sum, { amount }) => sum + amount, 0)).toBe(-10_000);
  await sandbox.settled();
  expect(toldOf(running(), charge).filter((type) => type === "charge.refunded")).toHaveLength(3);
});

test("a refund of more than is left is refused and changes nothing", async () => {
  const { stripe } = running();
  const { intent, charge } = await paid(10_000);
  await stripe.refunds.create({ payment_intent: intent, amount: 9_000 });
  expect(await refusal(stripe.refunds.create({ payment_intent: intent, amount: 1_001 }))).toMatchObject({
    type: "StripeInvalidRequestError",
    param: "amount",
  });
  expect(await stripe.charges.retrieve(charge)).toMatchObject({ amount_refunded: 9_000 });
});

test("a refund the bank sends back is told, and the money counts as paid again", async () => {
  const { stripe, sandbox } = running();
  const { intent, charge } = await paid(10_000, "pm_card_refundFail");
  const refund = await stripe.refunds.create({ payment_intent: intent });
  await sandbox.settled();
  expect(await stripe.refunds.retrieve(refund.id)).toMatchObject({ status: "failed" });
  expect(await stripe.charges.retrieve(charge)).toMatchObject({ amount_refunded: 0, refunded: false });
  expect(toldOf(running(), refund.id)).toContain("refund.failed");
});

test.each([
  ["winning_evidence", "won", 0],
  ["losing_evidence", "lost", -10_000],
])("a dispute answered with %s is %s, and the money is where it belongs", async (text, status, sum) => {
  const { stripe, sandbox } = running();
  const { intent } = await paid(10_000, "pm_card_createDispute");
  const [dispute] = (await stripe.disputes.list({ payment_intent: intent })).data;
  expect(await refusal(stripe.refunds.create({ payment_intent: intent }))).toMatchObject({ code: "charge_disputed" });
  await stripe.disputes.update(dispute?.id ?? "", { evidence: { uncategorized_text: text }, submit: true });
  await sandbox.settled();
  const closed = await stripe.disputes.retrieve(dispute?.id ?? "");
  expect(closed.status).toBe(status);
  expect(closed.balance_transactions.reduce((total, { amount }) => total + amount, 0)).toBe(sum);
  const told = toldOf(running(), closed.id);
  expect(told).toEqual(expect.arrayContaining(["charge.dispute.created", "charge.dispute.funds_withdrawn"]));
  expect(told.filter((type) => type === "charge.dispute.closed")).toHaveLength(1);
  expect(told.includes("charge.dispute.funds_reinstated")).toBe(status === "won");
});

test("a dispute that is accepted is lost at once", async () => {
  const { stripe } = running();
  const { intent } = await paid(10_000, "pm_card_createDisputeProductNotReceived");
  const [dispute] = (await stripe.disputes.list({ payment_intent: intent })).data;
  expect(await stripe.disputes.close(dispute?.id ?? "")).toMatchObject({
    status: "lost",
    reason: "product_not_received",
  });
  await expect(stripe.disputes.close(dispute?.id ?? "")).rejects.toMatchObject({ statusCode: 400 });
});

test("an inquiry takes no money; it is closed when answered, and becomes a dispute when it escalates", async () => {
  const { stripe, sandbox } = running();
  for (const [text, status, movements] of [
    ["winning_evidence", "warning_closed", 0],
    ["escalate_inquiry_evidence", "needs_response", 1],
  ] as const) {
    const { intent, charge } = await paid(10_000, "pm_card_createDisputeInquiry");
    const [inquiry] = (await stripe.disputes.list({ payment_intent: intent })).data;
    expect(inquiry).toMatchObject({ status: "warning_needs_response", is_charge_refundable: true });
    expect(await stripe.charges.retrieve(charge)).toMatchObject({ disputed: false });
    await stripe.disputes.update(inquiry?.id ?? "", { evidence: { uncategorized_text: text } });
    await sandbox.settled();
    const after = await stripe.disputes.retrieve(inquiry?.id ?? "");
    expect(after.status).toBe(status);
    expect(after.balance_transactions).toHaveLength(movements);
  }
});

test("an inquiry that escalates takes what was not given back meanwhile, and nothing when all of it was", async () => {
  const { stripe, sandbox } = running();
  for (const [refunded, status, taken] of [
    [3_000, "needs_response", [-7_000]],
    [10_000, "warning_closed", []],
  ] as const) {
    const { intent } = await paid(10_000, "pm_card_createDisputeInquiry");
    const [inquiry] = (await stripe.disputes.list({ payment_intent: intent })).data;
    await stripe.refunds.create({ payment_intent: intent, amount: refunded });
    const evidence = { uncategorized_text: "escalate_inquiry_evidence" };
    await stripe.disputes.update(inquiry?.id ?? "", { evidence });
    await sandbox.settled();
    const after = await stripe.disputes.retrieve(inquiry?.id ?? "");
    expect(after.status).toBe(status);
    expect(after.balance_transactions.map(({ amount }) => amount)).toEqual(taken);
  }
});

test("a warning of fraud comes with its charge", async () => {
  const { sandbox, listener } = running();
  const { charge } = await paid(10_000, "pm_card_createIssuerFraudRecord");
  await sandbox.settled();
  const warning = listener.events.find(({ type }) => type === "radar.early_fraud_warning.created");
  expect(warning?.data.object).toMatchObject({ charge, actionable: true });
});
