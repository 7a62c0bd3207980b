import { expect, test } from "vitest";
import { Browser } from "../../testing/browser";
import { sandboxOfThisFile } from "../../testing/run-sandbox";
import { customerWith } from "../../testing/steps";

const running = sandboxOfThisFile();

async function invoice(card = "pm_card_visa", days = 14) {
  const { stripe } = running();
  const { customer, method } = await customerWith(running(), card);
  await stripe.paymentMethods.update(method, { allow_redisplay: "always" });
  await stripe.invoiceItems.create({
    customer,
    amount: 12_345,
    currency: "eur",
    description: "Advice, in João's words",
  });
  const draft = await stripe.invoices.create({
    customer,
    currency: "eur",
    pending_invoice_items_behavior: "include",
    collection_method: "send_invoice",
    days_until_due: days,
  });
  const { id, hosted_invoice_url, number } = await stripe.invoices.finalizeInvoice(draft.id);
  const browser = new Browser();
  await browser.open(hosted_invoice_url ?? "");
  return { browser, customer, id, number, url: hosted_invoice_url ?? "", now: () => stripe.invoices.retrieve(id) };
}

test("an open invoice is paid with the saved card, and says so from then on", async () => {
  const { browser, now, url } = await invoice();
  expect(browser.page.words).toContain("EUR 123.45 to pay");
  await browser.press("Pay EUR 123.45");
  expect(browser.page.words).toContain("EUR 123.45 paid");
  expect(await now()).toMatchObject({ status: "paid", amount_paid: 12_345 });
  await browser.open(url);
  expect(browser.page.forms).toEqual([]);
});

test("a refusal is told in its words, a wrong field at its field, and another card pays", async () => {
  const { browser, now } = await invoice("pm_card_chargeCustomerFail");
  await browser.press("Pay EUR 123.45");
  expect(browser.page).toMatchObject({ status: 402, words: expect.stringContaining("Your card was declined.") });
  await browser.press("Pay EUR 123.45", { method: "card", number: "4242424242424242", expiry: "1/2", cvc: "12" });
  expect(browser.page).toMatchObject({ status: 422, words: expect.stringContaining("Write month and year") });
  await browser.press("Pay EUR 123.45", { method: "card", number: "4242424242424242", expiry: "04/34", cvc: "123" });
  expect(await now()).toMatchObject({ status: "paid" });
});

test("the bank is asked: refused stays open with the reason, approved pays", async () => {
  const { browser, now } = await invoice();
  await browser.press("Always asks 3184");
  await browser.press("Refuse");
  expect(browser.page.words).toContain("We are unable to authenticate your payment method.");
  await browser.press("Always asks 3184");
  await browser.follow("Go back without answering");
  await browser.press("Approve the payment");
  await browser.press("Approve");
  expect(browser.page.words).toContain("EUR 123.45 paid");
  expect(await now()).toMatchObject({ status: "paid" });
});

test("an invoice that is paid twice at once is paid once", async () => {
  const { stripe } = running();
  const { browser, customer, url } = await invoice();
  const { form } = browser.buttonOf("Pay EUR 123.45");
  const second = new Browser();
  await second.open(url);
  await Promise.all([browser, second].map((one) => one.send(form.action, form.values)));
  expect((await stripe.charges.list({ customer })).data).toHaveLength(1);
});

test("a void invoice asks for nothing, and a draft is nobody's", async () => {
  const { stripe } = running();
  const { browser, id, url, customer } = await invoice();
  await stripe.invoices.voidInvoice(id);
  await browser.open(url);
  expect(browser.page.words).toContain("This invoice is void");
  expect(browser.page.forms).toEqual([]);
  const draft = await stripe.invoices.create({ customer, currency: "eur" });
  await browser.open(url.replace(id, draft.id));
  expect(browser.page.status).toBe(404);
});

test("invoices and credit notes are sheets, and a charge has its receipt", async () => {
  const { stripe } = running();
  const { browser, id, url, customer } = await invoice();
  await browser.press("Pay EUR 123.45");
  const note = await stripe.creditNotes.create({ invoice: id, amount: 345, out_of_band_amount: 345 });
  for (const address of [`${url}/pdf`, note.pdf]) {
    const sheet = await fetch(address);
    expect(sheet.headers.get("content-type")).toBe("application/pdf");
    const bytes = Buffer.from(await sheet.arrayBuffer());
    expect(bytes.subarray(0, 5).toString()).toBe("%PDF-");
    expect(bytes.subarray(-6).toString()).toContain("%%EOF");
  }
  const [charge] = (await stripe.charges.list({ customer })).data;
  await browser.open(charge?.receipt_url ?? "");
  expect(browser.page.words).toContain("EUR 123.45");
  expect(browser.page.words).toContain("ending in 4242");
});
