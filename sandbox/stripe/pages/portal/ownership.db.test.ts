import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pageSecret } from "../../../shared/pages/page-secret";
import { Tokens } from "../../../shared/pages/tokens";
import { sandboxOfThisFile } from "../../testing/run-sandbox";
import { customerWith, plan } from "../../testing/steps";
import { portalPages } from "./routes";

const running = sandboxOfThisFile();
const sql = postgres(process.env.DATABASE_MIGRATOR_URL ?? "", { max: 1 });
let tokens: Tokens;
let mine: Awaited<ReturnType<typeof account>>;
let theirs: Awaited<ReturnType<typeof account>>;

beforeAll(async () => {
  tokens = new Tokens(await pageSecret(sql, "stripe_sandbox.settings"));
  mine = await account("pm_card_visa");
  theirs = await account("pm_card_amex");
});
afterAll(() => sql.end());

/** A customer with one of everything that a portal shows, and the address of their portal. */
async function account(card: string) {
  const { stripe } = running();
  const { customer, method } = await customerWith(running(), card);
  const taxId = await stripe.customers.createTaxId(customer, { type: "eu_vat", value: "PT123456789" });
  const subscription = await stripe.subscriptions.create({ customer, items: [{ price: await plan(running(), 900) }] });
  const configuration = await stripe.billingPortal.configurations.create({
    features: {
      customer_update: { enabled: true, allowed_updates: ["email", "name", "tax_id"] },
      invoice_history: { enabled: true },
      payment_method_update: { enabled: true },
      subscription_cancel: { enabled: true, mode: "at_period_end" },
    },
  });
  const { url } = await stripe.billingPortal.sessions.create({ customer, configuration: configuration.id });
  const words = new Map([
    ["cards", method],
    ["tax-ids", taxId.id],
    ["subscriptions", subscription.id],
  ]);
  return { customer, path: new URL(url).pathname, words, invoice: String(subscription.latest_invoice) };
}

/** Everything that is known of an account, the other way round than through its portal. */
async function kept({ customer, words }: typeof mine) {
  const { stripe } = running();
  return JSON.stringify(
    await Promise.all([
      stripe.customers.retrieve(customer),
      stripe.customers.listPaymentMethods(customer),
      stripe.customers.listTaxIds(customer),
      stripe.subscriptions.retrieve(words.get("subscriptions") ?? ""),
    ]),
  );
}

// The proof that a form came from our page is given along: what keeps others out must not be that they have no such form.
function send(method: string, path: string, typed: Record<string, string> = {}): Promise<Response> {
  const body = method === "POST" ? new URLSearchParams({ token: tokens.of(path), ...typed }) : undefined;
  return fetch(running().sandbox.url + path, { method, body, redirect: "manual" });
}

const aboutOne = Object.keys(portalPages).filter((route) => route.split("{}").length > 2);

test.each(aboutOne)("%s takes what is one's own, and knows nothing that is another customer's", async (route) => {
  const [method = "", pattern = ""] = route.split(" ");
  const [, word = ""] = /\{\}\/([^/]+)\/\{\}/.exec(pattern) ?? [];
  const addressOf = ({ words }: typeof mine) =>
    pattern.replace("/p/session/{}", mine.path).replace("{}", words.get(word) ?? "");
  const before = await kept(theirs);
  const refused = await send(method, addressOf(theirs));
  expect(refused.status).toBe(404);
  expect(await kept(theirs)).toBe(before);
  expect([200, 303]).toContain((await send(method, addressOf(mine))).status);
});

test("the page of an account and the cursor of its list tell nothing of another", async () => {
  const page = await (await send("GET", mine.path)).text();
  for (const id of [theirs.customer, theirs.invoice, ...theirs.words.values()]) expect(page).not.toContain(id);
  expect(page).not.toContain("American Express");
  expect((await send("GET", `${mine.path}?before=${theirs.invoice}`)).status).toBe(404);
  expect((await send("GET", `${mine.path}?before=${mine.invoice}`)).status).toBe(200);
});

test("whoever is named in a form, it is the customer of the address whose cards and details change", async () => {
  const before = await kept(theirs);
  const named = { customer: theirs.customer, id: theirs.customer, method: theirs.words.get("cards") ?? "" };
  expect((await send("POST", `${mine.path}/cards`, { ...named, test_card: "mastercard" })).status).toBe(303);
  const details = { ...named, name: "Eve", email: "eve@kianda.example", tax_id_type: "pt_nif", tax_id: "500000000" };
  expect((await send("POST", `${mine.path}/details`, details)).status).toBe(303);
  expect(await kept(theirs)).toBe(before);
  expect(await kept(mine)).toContain("eve@kianda.example");
  expect(await kept(mine)).toContain("500000000");
  expect(await kept(mine)).toContain("4444");
});

test("the secret of one's own address opens no other session", async () => {
  const secretOf = (path: string) => path.slice(path.lastIndexOf("_"));
  const mixed = theirs.path.replace(secretOf(theirs.path), secretOf(mine.path));
  expect((await send("GET", mixed)).status).toBe(404);
  expect((await send("POST", `${mixed}/details`, { email: "eve@kianda.example" })).status).toBe(404);
});
