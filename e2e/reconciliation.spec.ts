import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import postgres from "postgres";
import { demo, expect, expectNoAxeViolations, expectNoSidewaysScroll, test } from "./fixtures";
import { foundWorkspace, newPerson } from "./people";

/** What only somebody with every right over the server can do, in a workspace of this test's own. */
async function asOwner(slug: string, work: (sql: postgres.TransactionSql, workspace: string) => Promise<unknown>) {
  const file = process.env.SALDO_DEMO_FILE ?? ".data/demo.json";
  const sql = postgres(JSON.parse(readFileSync(file, "utf8")).database_admin_url, { max: 1, onnotice: () => {} });
  try {
    await sql.begin(async (tx) => {
      const [found] = await tx`select id from workspaces where slug = ${slug}`;
      await work(tx, found?.id);
    });
  } finally {
    await sql.end();
  }
}

const drift = (slug: string, micro: number) =>
  asOwner(slug, async (sql, workspace) => {
    await sql`set local session_replication_role = replica`;
    await sql`update usage_days set amount_micro = amount_micro + ${micro} where workspace_id = ${workspace}`;
  });

/** A hundred promotional credits and two text messages. */
async function useCredits(page: Page, slug: string): Promise<void> {
  await asOwner(slug, async (sql, workspace) => {
    await sql`select set_config('app.system', 'on', true)`;
    await sql`select books.grant_credits(${workspace}, now(), ${`lot_${randomUUID()}`}, 'main', 'promo', 100000000, 0, null, 'promo',
      'first', 'system:test', null)`;
  });
  await page.goto(`/w/${slug}/api-keys/new`);
  await page.getByLabel("Name", { exact: true }).fill("Books");
  await page.getByRole("button", { name: "Create key" }).click();
  const key =
    (await page
      .getByText(/^saldo_live_\w+$/)
      .first()
      .textContent()) ?? "";
  const answer = await page.request.post(`${demo.url}/v1/usage`, {
    headers: { authorization: `Bearer ${key}` },
    data: { events: ["one", "two"].map((id) => ({ id, channel: "sms", direction: "outbound", to: "+244923000018" })) },
  });
  expect(answer.status(), await answer.text()).toBe(200);
}

const checkNow = (page: Page) => page.getByRole("button", { name: "Check now" }).click();
const verdict = (page: Page, words: string) =>
  expect(page.getByText(words, { exact: true })).toBeVisible({ timeout: 20_000 });

test("drift turns the page red with the row that is wrong, and it stays red until a check finds the books right", async ({
  page,
}) => {
  const slug = await foundWorkspace(page, newPerson(), "Books that drift");
  await useCredits(page, slug);
  await page.goto(`/w/${slug}/reconciliation`);
  await checkNow(page);
  await verdict(page, "The books are right");
  await expect(page.getByRole("region", { name: "Rollups = events" })).toContainText("2 charged events");
  await expect(page.getByRole("region", { name: "Entries = lots = balance" })).toContainText("Lots hold98");
  await expectNoAxeViolations(page);

  await drift(slug, 500_000);
  await page.reload();
  await verdict(page, "The books are right");
  await checkNow(page);
  await verdict(page, "The books are wrong in 1 row");
  const rows = page.getByRole("table", { name: "Rows that are wrong" }).locator("tbody tr");
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText(/Day, credits.*A day is the sum of its events, less returns.*2.*2\.5.*\+0\.5/);
  await expectNoAxeViolations(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
  await expectNoAxeViolations(page);
  await page.setViewportSize({ width: 1280, height: 800 });

  await drift(slug, -500_000);
  await page.reload();
  await verdict(page, "The books are wrong in 1 row");
  await checkNow(page);
  await verdict(page, "The books are right");
  const runs = page.getByRole("table", { name: "Last checks" });
  await expect(runs.getByText("1 row wrong")).toHaveCount(1);
  await checkNow(page);
  await expect(page.getByRole("alert").filter({ hasText: /minutes/ })).toBeVisible();
});

test("finance sees the verdict and who may ask for another; a developer sees no books", async ({
  page,
  context,
  signInAs,
}) => {
  await signInAs("finance");
  await page.goto("/w/kianda/reconciliation");
  await expect(page.getByRole("note")).toBeVisible();
  await expect(page.locator("form").filter({ has: page.locator("input[name=workspace][value=kianda]") })).toHaveCount(
    0,
  );
  await context.clearCookies();
  await signInAs("developer");
  expect((await context.request.get("/w/kianda/reconciliation")).status()).toBe(403);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a check is asked for, and its progress or verdict read", async ({ page, signInAs }) => {
    await signInAs("owner");
    await page.goto("/w/meridian/reconciliation");
    await checkNow(page);
    await expect(async () => {
      await page.goto("/w/meridian/reconciliation");
      await expect(page.getByText("The books are right", { exact: true })).toBeVisible({ timeout: 500 });
      await expect(page.getByRole("button", { name: "Check now" })).toBeVisible({ timeout: 500 });
    }).toPass({ timeout: 20_000 });
  });
});
