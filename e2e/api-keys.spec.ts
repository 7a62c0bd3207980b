import type { Locator, Page } from "@playwright/test";
import { demo, expect, expectNoAxeViolations, expectNoSidewaysScroll, inSight, test } from "./fixtures";
import { foundWorkspace, newPerson } from "./people";

const whole = /^saldo_live_[0-9A-Za-z]{12}_[0-9A-Za-z]{32}_[0-9A-Za-z]{6}$/;

/** The key as the page shows it, once. */
async function shownKey(within: Page | Locator): Promise<string> {
  const shown = within.getByText(whole);
  await expect(shown).toBeVisible();
  return (await shown.textContent()) ?? "";
}

async function createKey(page: Page, slug: string, name: string): Promise<string> {
  await page.goto(`/w/${slug}/api-keys/new`);
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Create key" }).click();
  return shownKey(page);
}

const ask = (key: string) =>
  fetch(`${demo.url}/v1/credits`, { headers: { authorization: `Bearer ${key}` } }).then(async (response) => ({
    status: response.status,
    body: await response.text(),
  }));

async function refusedSoon(key: string): Promise<void> {
  await expect.poll(async () => (await ask(key)).status, { timeout: 1_500, intervals: [100] }).toBe(401);
}

test("a key is shown once, opens the API at once, and is afterwards known by its ends alone", async ({ page }) => {
  const slug = await foundWorkspace(page, newPerson("Rosa Lima"), "Lima Prints");
  await page.goto(`/w/${slug}/api-keys`);
  await expect(page.getByText("No API keys yet")).toBeVisible();
  await page.getByRole("link", { name: "Create a key" }).click();
  await page.getByLabel("Name", { exact: true }).fill("ERP");
  await page.getByLabel(/^Monthly limit/).fill("5000");
  await page.getByRole("button", { name: "Create key" }).click();
  const key = await shownKey(page);
  expect(page.url()).not.toContain(key);
  expect((await ask(key)).status).toBe(200);

  await page.getByRole("link", { name: "I have stored it" }).click();
  await page.waitForURL(`**/w/${slug}/api-keys`);
  const row = page.getByRole("row", { name: /ERP/ });
  await expect(row).toContainText("of 5,000");
  await expect(row).toContainText(`saldo_live_${key.slice(11, 15)}…${key.slice(-4)}`);
  await expect(row).toContainText("Works");
  const [, , , secret = ""] = key.split("_");
  for (const path of ["api-keys", "api-keys/new", "team"]) {
    const document = await (await page.request.get(`/w/${slug}/${path}`)).text();
    expect(document, path).not.toContain(secret);
  }
});

test("the quick start shows what the API answers to a key of this workspace", async ({ page }) => {
  const slug = await foundWorkspace(page, newPerson("Nilo Costa"), "Costa Freight");
  const key = await createKey(page, slug, "Shop");
  await page.goto(`/w/${slug}/api-keys`);
  const form = page.getByRole("form", { name: "The answer for this workspace" });
  await form.getByRole("button", { name: "Ask again" }).click();
  await expect(form.getByText(/^Answered at/)).toBeVisible();
  const shown = await form.locator("code").textContent();
  expect(JSON.parse(shown ?? "")).toEqual(JSON.parse((await ask(key)).body));
  const command = page.getByText(`curl ${demo.url}/v1/usage`);
  await expect(command).toBeVisible();
  const example = () => command.textContent().then((text) => /"id": "(order-\d{6})"/.exec(text ?? "")?.[1]);
  const first = await example();
  expect(first).toBeDefined();
  await page.reload();
  expect(await example(), "is charged again, and is no duplicate").not.toBe(first);
});

test("a scope that no address asks for is not offered", async ({ page }) => {
  const slug = await foundWorkspace(page, newPerson("Ivo Paz"), "Paz Tours");
  await page.goto(`/w/${slug}/api-keys/new`);
  const group = page.getByRole("group", { name: "What it may do" });
  await expect(group.getByRole("checkbox", { name: /^Set up numbers/ })).toBeVisible();
  await expect(group.getByRole("checkbox", { name: /^Set up webhooks/ })).toHaveCount(0);
});

test("a rotated key opens with both secrets until the old one is ended, and a revoked one with none", async ({
  page,
}) => {
  const slug = await foundWorkspace(page, newPerson("Teo Faria"), "Faria Motors");
  const old = await createKey(page, slug, "Chatbot");
  await page.goto(`/w/${slug}/api-keys`);
  await page.getByRole("link", { name: /^Chatbot/ }).click();
  const rotate = page.getByRole("region", { name: "Rotate" });
  await rotate.getByRole("radio", { name: /^24 hours more/ }).check();
  await rotate.getByRole("button", { name: "Make a new secret" }).click();
  const fresh = await shownKey(rotate);
  expect([(await ask(old)).status, (await ask(fresh)).status]).toEqual([200, 200]);

  await page.reload();
  await expect(rotate).toContainText(`ending in ${old.slice(-4)}`);
  await rotate.getByRole("button", { name: "End it now" }).click();
  await expect(rotate.getByRole("button", { name: "End it now" })).toHaveCount(0);
  await refusedSoon(old);
  expect((await ask(fresh)).status).toBe(200);

  await page.goto(`/w/${slug}/api-keys`);
  await page.getByRole("button", { name: "Revoke the key Chatbot" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke the key Chatbot" }).click();
  await expect(page.getByText("No API key in use")).toBeVisible();
  await refusedSoon(fresh);
  await expect(page.getByText("1 revoked key")).toBeVisible();

  await page.goto(`/w/${slug}/team`);
  const changes = page.getByRole("region", { name: "What changed" });
  for (const line of [
    "Revoked the API key Chatbot",
    "Ended the old secret of the API key Chatbot",
    "Gave the API key Chatbot a new secret",
    "Made the API key Chatbot",
  ]) {
    await expect(inSight(changes.getByText(line))).toBeVisible();
  }
});

test("a key bound to other addresses is refused from here within a second, and opens again without", async ({
  page,
}) => {
  const slug = await foundWorkspace(page, newPerson("Ana Brito"), "Brito Labs");
  const key = await createKey(page, slug, "Server");
  expect((await ask(key)).status).toBe(200);
  await page.goto(`/w/${slug}/api-keys`);
  await page.getByRole("link", { name: /^Server/ }).click();
  const settings = page.getByRole("form", { name: "Settings" });
  await settings.getByLabel(/^Allowed addresses/).fill("192.0.2.0/24 2001:db8::/32");
  await settings.getByRole("button", { name: "Save" }).click();
  await expect(settings.getByText("Saved. It holds within a second.")).toBeVisible();
  await expect.poll(async () => (await ask(key)).status, { timeout: 1_500, intervals: [100] }).toBe(403);
  await settings.getByLabel(/^Allowed addresses/).fill("127.0.0.0/8 ::1");
  await settings.getByRole("button", { name: "Save" }).click();
  await expect.poll(async () => (await ask(key)).status, { timeout: 1_500, intervals: [100] }).toBe(200);
});

test("what is wrong is said at each field, and nothing typed or ticked is lost", async ({ page }) => {
  const slug = await foundWorkspace(page, newPerson("Davi Melo"), "Melo Bikes");
  await page.goto(`/w/${slug}/api-keys/new`);
  for (const box of await page.getByRole("checkbox").all()) await box.uncheck();
  await page.getByLabel(/^Monthly limit/).fill("plenty");
  await page.getByLabel(/^Last day/).fill("2020-01-01");
  await page.getByLabel(/^Allowed addresses/).fill("203.0.113.7 office");
  await page.getByRole("button", { name: "Create key" }).click();
  const problem = page.getByRole("alert", { name: "There is a problem" });
  const told = [
    ["Name", "Enter a value."],
    ["What it may do", "Choose at least one thing the key may do."],
    ["Monthly limit", "Enter a number of credits like 5000 or 0.5"],
    ["Last day", "Choose today or a later day"],
    ["Allowed addresses", "Not an address or a network: office."],
  ] as const;
  for (const [label, sentence] of told) {
    await expect(problem).toContainText(`${label}: ${sentence}`);
    await expect(page.getByText(sentence)).toHaveCount(2);
  }
  await expectNoAxeViolations(page);
  await expect(page.getByLabel(/^Monthly limit/)).toHaveValue("plenty");
  await page.getByLabel("Name", { exact: true }).fill("Web shop");
  await page.getByLabel(/^Monthly limit/).fill("2500");
  await page.getByLabel(/^Last day/).fill("2099-12-31");
  await page.getByLabel(/^Allowed addresses/).fill("203.0.113.7");
  await page.getByRole("button", { name: "Create key" }).click();
  await expect(problem.getByRole("listitem")).toHaveCount(1);
  await page.getByRole("checkbox", { name: /^Report usage/ }).check();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Web shop");
  await page.getByRole("button", { name: "Create key" }).click();
  const key = await shownKey(page);
  expect((await ask(key)).status).toBe(403);
});

test("a role without keys is told who has them, and finds no way there", async ({ page, signInAs }) => {
  await signInAs("finance");
  await page.goto("/w/kianda/overview");
  await expect(page.locator('a[href="/w/kianda/api-keys"]')).toHaveCount(0);
  for (const path of ["api-keys", "api-keys/new"]) {
    expect((await page.request.get(`/w/kianda/${path}`)).status()).toBe(403);
  }
  await signInAs("developer");
  await page.goto("/w/kianda/api-keys");
  await expect(page.getByRole("link", { name: /^Demo/ })).toBeVisible();
});

test.describe("the longest names and every state", () => {
  for (const colorScheme of ["light", "dark"] as const) {
    test.describe(colorScheme, () => {
      test.use({ colorScheme });

      test("are whole on a small screen and open to everybody", async ({ page }) => {
        const slug = await foundWorkspace(page, newPerson("Bela Souza"), "Souza Textiles");
        const name = "Integração-da-loja-eletrónica-com-o-armazém-e-a-faturação-de-Luanda-e-Benguela";
        await createKey(page, slug, name);
        await expectNoAxeViolations(page);
        await page.setViewportSize({ width: 320, height: 700 });
        await expectNoSidewaysScroll(page);
        await page.goto(`/w/${slug}/api-keys`);
        await expectNoSidewaysScroll(page);
        await page.getByRole("link", { name: new RegExp(`^${name}`) }).click();
        await page.getByRole("button", { name: "Make a new secret" }).click();
        await shownKey(page);
        await expectNoSidewaysScroll(page);
        await expectNoAxeViolations(page);
        await page.reload();
        await page.getByText("Revoke this key", { exact: true }).first().click();
        await expectNoAxeViolations(page);
        await page.getByRole("button", { name: `Revoke the key ${name}` }).click();
        await expect(page.getByText(/^This key was revoked on/)).toBeVisible();
        await expectNoAxeViolations(page);
      });
    });
  }
});

test("a key is made, rotated and revoked without JavaScript", async ({ page, browser }) => {
  const slug = await foundWorkspace(page, newPerson("Caio Reis"), "Reis Seguros");
  const storageState = await page.context().storageState();
  const plain = await browser.newContext({ baseURL: demo.url, storageState, javaScriptEnabled: false });
  const still = await plain.newPage();
  const key = await createKey(still, slug, "Cron job");
  expect((await ask(key)).status).toBe(200);
  await still.goto(`/w/${slug}/api-keys`);
  await still
    .getByRole("link", { name: /^Cron job/ })
    .first()
    .click();
  await still.getByRole("radio", { name: /^Not any more/ }).check();
  await still.getByRole("button", { name: "Make a new secret" }).click();
  const fresh = await shownKey(still);
  await refusedSoon(key);
  expect((await ask(fresh)).status).toBe(200);
  await still.goto(`/w/${slug}/api-keys`);
  await still.getByRole("link", { name: "Revoke the key Cron job" }).click();
  await expect(still).toHaveURL(/\/api-keys\/key_\w+#revoke$/);
  await still.getByText("Revoke this key", { exact: true }).first().click();
  await still.getByRole("button", { name: "Revoke the key Cron job" }).click();
  await expect(still.getByText(/^This key was revoked on/)).toBeVisible();
  await refusedSoon(fresh);
  await plain.close();
});
