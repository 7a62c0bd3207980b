import { accountOf, demo, expect, test } from "./fixtures";
import { askForLink, linkIn, newPerson, signIn, signUp } from "./people";

const owner = accountOf("owner");

test("a demo account reaches its overview with the password", async ({ page }) => {
  await signIn(page, owner);
  await page.waitForURL("**/w/*/overview");
  await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
});

test("a demo account reaches its overview with one press", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Sign in as Viewer" }).click();
  await page.waitForURL("**/w/kianda/overview");
});

test("a wrong password and an unknown address are answered alike, and what was typed stays", async ({ page }) => {
  const answers: (string | null)[] = [];
  for (const email of ["finance@kianda.example", newPerson().email]) {
    await signIn(page, { email, password: "not-the-password" });
    const summary = page.getByRole("alert").filter({ hasText: "There is a problem" });
    await expect(summary).toBeFocused();
    answers.push(await summary.textContent());
    await expect(page.getByLabel("E-mail")).toHaveValue(email);
    await expect(page.getByLabel("Password")).toHaveValue("");
    expect(await page.title()).toMatch(/^Error:/);
  }
  expect(answers[0]).toBe(answers[1]);
});

test("who asks for a page is brought there after signing in", async ({ page }) => {
  await page.goto("/w/kianda/team");
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.getByRole("button", { name: "Sign in as Finance" }).click();
  await page.waitForURL("**/w/kianda/team");
});

test("the way back never leads to another site", async ({ page }) => {
  for (const next of ["//evil.example/x", "https://evil.example", "/\\evil.example", "/%5Cevil.example"]) {
    await page.context().clearCookies();
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
    await page.getByRole("button", { name: "Sign in as Viewer" }).click();
    await page.waitForURL("**/overview");
    expect(new URL(page.url()).origin).toBe(new URL(demo.url).origin);
  }
});

test("a new person signs up by mail, and the link works once", async ({ page }) => {
  const person = newPerson();
  await signUp(page, person);
  const link = await linkIn(person.email, "/sign-up/finish");
  await page.context().clearCookies();
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "This link was used already" })).toBeVisible();
});

test("a link signs in once, by a press and not by being looked at", async ({ page, browser }) => {
  const person = newPerson("Tomas Vale");
  await signUp(page, person);
  await page.context().clearCookies();
  const link = await askForLink(page, "/sign-in/link", person.email, "/sign-in/link");

  const scanner = await browser.newContext({ baseURL: demo.url });
  await scanner.request.get(link);
  await scanner.close();

  await page.goto(link);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL("**/new-workspace");
  await page.context().clearCookies();
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "This link was used already" })).toBeVisible();
});

test("a new password ends every session", async ({ page, browser }) => {
  const person = newPerson("Rosa Lima");
  await signUp(page, person);
  const other = await browser.newContext({ baseURL: demo.url });
  const elsewhere = await other.newPage();
  await signIn(elsewhere, person);
  await elsewhere.waitForURL("**/new-workspace");

  await page.context().clearCookies();
  await page.goto(await askForLink(page, "/forgot-password", person.email, "/reset-password"));
  await page.getByLabel("New password").fill("another-quiet-morning");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page).toHaveURL(/\/sign-in\?/);

  await elsewhere.goto("/new-workspace");
  await expect(elsewhere).toHaveURL(/\/sign-in\?next=/);
  await other.close();

  await signIn(page, { ...person, password: "another-quiet-morning" });
  await page.waitForURL("**/new-workspace");
});

test.describe("without client JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("signing in works, and a mistake is told with what was typed kept", async ({ page }) => {
    await signIn(page, { email: owner.email, password: "not-the-password" });
    await expect(page.getByRole("alert").filter({ hasText: "There is a problem" })).toBeVisible();
    await expect(page.getByLabel("E-mail")).toHaveValue(owner.email);
    await page.getByLabel("Password").fill(owner.password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
  });
});
