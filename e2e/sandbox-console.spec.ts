import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { demo, expect, test } from "./fixtures";
import { people, stripe } from "./sandbox";

test.use({ expectRefusal: true });

/** Nobody else asks for these while the tests run. */
const rarelyAsked = {
  "with scripts": ["GET /v1/balance", () => stripe.balance.retrieve()],
  "with scripts blocked": ["GET /v1/account", () => stripe.accounts.retrieveCurrent()],
} as const;

for (const { who, javaScriptEnabled } of people) {
  test.describe(who, () => {
    test.use({ javaScriptEnabled });

    test("an event is found by what it is about, and sent again with the same id and a good signature", async ({
      page,
    }) => {
      const listener = await listen();
      const endpoint = await stripe.webhookEndpoints.create({
        url: listener.url,
        enabled_events: ["customer.created"],
      });
      try {
        const { id } = await stripe.customers.create({ name: "Told twice" });
        const told = () =>
          listener.requests
            .map(({ body, signature }) => stripe.webhooks.constructEvent(body, signature, endpoint.secret ?? ""))
            .filter(({ data }) => "id" in data.object && data.object.id === id)
            .map((event) => event.id);
        await expect.poll(told).toHaveLength(1);
        await page.goto(`${demo.stripe.console}/objects`);
        await page.getByLabel("Id, e-mail or number").fill(id);
        await page.getByRole("button", { name: "Show" }).click();
        await expect(page.getByRole("heading", { level: 1 })).toHaveText(id);
        await page.getByRole("link", { name: "customer.created" }).click();
        const row = page.getByRole("row").filter({ hasText: listener.url });
        await expect(row).toContainText("delivered");
        await row.getByRole("button", { name: "Resend customer.created" }).click();
        await expect.poll(told).toHaveLength(2);
        expect(new Set(told()).size).toBe(1);
      } finally {
        await stripe.webhookEndpoints.del(endpoint.id);
        await listener.close();
      }
    });

    test("a fault is armed, bites once and is gone", async ({ page }) => {
      const [operation, ask] = rarelyAsked[who];
      await page.goto(`${demo.stripe.console}/faults`);
      await page.getByLabel("Request").fill(operation.replace("/v1", ""));
      await page.getByRole("button", { name: "Arm it" }).click();
      await expect(page.getByLabel("Request")).toHaveAccessibleDescription(/Write it as in POST/);
      await page.getByLabel("Request").fill(operation);
      await page.getByLabel("Fault").selectOption("busy");
      await page.getByRole("button", { name: "Arm it" }).click();
      const row = page.getByRole("row").filter({ hasText: operation });
      await expect(row).toContainText("busy");
      await expect(ask()).rejects.toMatchObject({ statusCode: 429 });
      await ask();
      await page.reload();
      await expect(row).toHaveCount(0);
    });

    test("a test clock is moved two days ahead, and never back", async ({ page }) => {
      const start = Date.UTC(2027, 0, 30) / 1000;
      const clock = await stripe.testHelpers.testClocks.create({ frozen_time: start, name: `Clock ${who}` });
      await page.goto(`${demo.stripe.console}/clock`);
      const own = page.locator("section").filter({ hasText: clock.id });
      await own.getByLabel("or to a day").fill("2027-01-02");
      await own.getByRole("button", { name: "Move ahead" }).click();
      await expect(own.getByLabel("or to a day")).toHaveAccessibleDescription("That day is not ahead.");
      await own.getByLabel("or to a day").fill("");
      await own.getByLabel("Ahead by").fill("2");
      await own.getByRole("button", { name: "Move ahead" }).click();
      await expect(own).toContainText("2027-02-01 00:00:00 UTC");
      const moved = await stripe.testHelpers.testClocks.retrieve(clock.id);
      expect(moved.frozen_time).toBe(start + 2 * 86_400);
      await stripe.testHelpers.testClocks.del(clock.id);
    });
  });
}

type Delivery = { body: string; signature: string };

async function listen() {
  const requests: Delivery[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const piece of request.setEncoding("utf8")) body += piece;
    requests.push({ body, signature: String(request.headers["stripe-signature"]) });
    response.end();
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const close = async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`, requests, close };
}
