import type Stripe from "stripe";
import { describe, expect, test } from "vitest";
import { sandboxOfThisFile } from "../testing/run-sandbox";
import { control, customerWith, payOnPage, plan, refusal } from "../testing/steps";

const running = sandboxOfThisFile();

type Mode = "payment" | "subscription";

async function checkout(mode: Mode, customer: string, more: Partial<Stripe.Checkout.SessionCreateParams> = {}) {
  const credits = { currency: "eur", unit_amount: 5_000, product_data: { name: "Credits" } };
  const item = mode === "payment" ? { price_data: credits } : { price: await plan(running(), 5_000) };
  return running().stripe.checkout.sessions.create({
    mode,
    customer,
    line_items: [{ quantity: 1, ...item }],
    success_url: "https://saldo.example/done",
    ...more,
  });
}

async function someone() {
  return (await running().stripe.customers.create({ name: "Ana", email: "ana@kianda.example" })).id;
}

async function timesOf(coupon: string) {
  return (await running().stripe.coupons.retrieve(coupon)).times_redeemed;
}

describe.each<Mode>(["payment", "subscription"])("in a checkout for a %s", (mode) => {
  test("a coupon is used up by who pays, not by who only began or was declined, and nobody after them can pay with it", async () => {
    const { stripe } = running();
    const coupon = (await stripe.coupons.create({ percent_off: 10, max_redemptions: 1 })).id;
    const discounts = [{ coupon }];
    const [first, second] = [
      await checkout(mode, await someone(), { discounts }),
      await checkout(mode, await someone(), { discounts }),
    ];
    expect(first.amount_total).toBe(4_500);
    await expect(payOnPage(running(), first.id, "pm_card_chargeDeclined")).rejects.toMatchObject({ statusCode: 402 });
    expect(await timesOf(coupon)).toBe(0);
    await payOnPage(running(), first.id, "pm_card_visa");
    expect(await stripe.coupons.retrieve(coupon)).toMatchObject({ times_redeemed: 1, valid: false });
    expect(await refusal(payOnPage(running(), second.id, "pm_card_visa"))).toMatchObject({ code: "coupon_expired" });
    expect((await stripe.charges.list({ customer: String(second.customer) })).data).toEqual([]);
    expect(await refusal(checkout(mode, await someone(), { discounts }))).toMatchObject({
      code: "coupon_expired",
      param: "discounts[0][coupon]",
    });
  });

  test("a coupon whose time is over cannot be paid with, also when the checkout began before", async () => {
    const { stripe, sandbox } = running();
    const { now } = await control(sandbox.port, "GET", "clock");
    const coupon = (await stripe.coupons.create({ percent_off: 10, redeem_by: Number(now) + 60 })).id;
    const session = await checkout(mode, await someone(), { discounts: [{ coupon }] });
    await control(sandbox.port, "POST", "clock", { advance_seconds: 120 });
    expect(await refusal(payOnPage(running(), session.id, "pm_card_visa"))).toMatchObject({ code: "coupon_expired" });
  });

  test("a code asks for its least amount, in its currency", async () => {
    const { stripe } = running();
    const coupon = (await stripe.coupons.create({ percent_off: 10 })).id;
    const codeFrom = async (minimum_amount: number, minimum_amount_currency: string) =>
      stripe.promotionCodes.create({
        promotion: { type: "coupon", coupon },
        restrictions: { minimum_amount, minimum_amount_currency },
      });
    const customer = await someone();
    const dear = (await codeFrom(5_001, "eur")).id;
    const foreign = (await codeFrom(100, "usd")).id;
    for (const promotion_code of [dear, foreign]) {
      expect(await refusal(checkout(mode, customer, { discounts: [{ promotion_code }] }))).toMatchObject({
        param: "discounts[0][promotion_code]",
      });
    }
    const fitting = await codeFrom(5_000, "eur");
    const session = await checkout(mode, customer, { discounts: [{ promotion_code: fitting.id }] });
    await payOnPage(running(), session.id, "pm_card_visa");
    expect(await stripe.promotionCodes.retrieve(fitting.id)).toMatchObject({ times_redeemed: 1 });
    expect(await timesOf(coupon)).toBe(1);
  });

  test("a code for a first purchase is for nobody who has paid before, and the purchase itself is no earlier one", async () => {
    const { stripe } = running();
    const coupon = (await stripe.coupons.create({ percent_off: 10 })).id;
    const { id: promotion_code } = await stripe.promotionCodes.create({
      promotion: { type: "coupon", coupon },
      restrictions: { first_time_transaction: true },
    });
    const { customer } = await customerWith(running());
    const discounts = [{ promotion_code }];
    const invoice = mode === "payment" ? { invoice_creation: { enabled: true } } : {};
    const [session, another] = [
      await checkout(mode, customer, { discounts, ...invoice }),
      await checkout(mode, customer, { discounts }),
    ];
    await payOnPage(running(), session.id, "pm_card_visa");
    const paid = await stripe.checkout.sessions.retrieve(session.id, { expand: ["invoice"] });
    expect(paid).toMatchObject({ payment_status: "paid", invoice: { status: "paid", amount_paid: 4_500 } });
    expect(await timesOf(coupon)).toBe(1);
    expect(await refusal(payOnPage(running(), another.id, "pm_card_visa"))).toMatchObject({
      code: "promotion_code_customer_not_first_time",
    });
    expect(await refusal(checkout(mode, customer, { discounts }))).toMatchObject({
      param: "discounts[0][promotion_code]",
    });
  });

  test("an amount off in another currency is refused", async () => {
    const coupon = (await running().stripe.coupons.create({ amount_off: 100, currency: "usd" })).id;
    expect(await refusal(checkout(mode, await someone(), { discounts: [{ coupon }] }))).toMatchObject({
      param: "discounts[0][coupon]",
    });
  });

  test("a coupon over everything is used once as well", async () => {
    const coupon = (await running().stripe.coupons.create({ percent_off: 100, duration: "once" })).id;
    const session = await checkout(mode, await someone(), { discounts: [{ coupon }] });
    await payOnPage(running(), session.id, "pm_card_visa");
    expect(await running().stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
      status: "complete",
      payment_status: "no_payment_required",
    });
    expect(await timesOf(coupon)).toBe(1);
  });
});

test("a checkout has a discount or asks for codes, not both", async () => {
  const coupon = (await running().stripe.coupons.create({ percent_off: 10 })).id;
  const both = checkout("payment", await someone(), { discounts: [{ coupon }], allow_promotion_codes: true });
  expect(await refusal(both)).toMatchObject({ code: "parameters_exclusive" });
});
