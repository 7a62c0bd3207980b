import type { APIRequestContext, Page } from "@playwright/test";
import { demo, expect, expectNoAxeViolations, expectNoSidewaysScroll, test } from "./fixtures";
import { foundWorkspace, newPerson } from "./people";

const table = (page: Page) => page.getByRole("table", { name: "Numbers", exact: true });
const rows = (page: Page) => table(page).locator("tbody tr");

async function keyOf(page: Page, slug: string): Promise<string> {
  await page.goto(`/w/${slug}/api-keys/new`);
  await page.getByLabel("Name", { exact: true }).fill("Numbers");
  await page.getByRole("checkbox", { name: "Set up numbers" }).check();
  await page.getByRole("button", { name: "Create key" }).click();
  return (
    (await page
      .getByText(/^saldo_live_\w+$/)
      .first()
      .textContent()) ?? ""
  );
}

async function announce(request: APIRequestContext, key: string, id: string, name: string, phone: string) {
  const answer = await request.put(`${demo.url}/v1/numbers/${id}`, {
    headers: { authorization: `Bearer ${key}` },
    data: { name, phone, uses_workspace: id.endsWith("0") },
  });
  expect(answer.status(), await answer.text()).toBe(200);
}

test("a workspace without numbers reads what a number is; with sixty it finds the one it means", async ({
  page,
  request,
}) => {
  const slug = await foundWorkspace(page, newPerson(), "Sixty numbers");
  await page.goto(`/w/${slug}/numbers`);
  await expect(page.getByText("No phone numbers yet")).toBeVisible();
  await expectNoAxeViolations(page);
  const key = await keyOf(page, slug);
  for (let n = 1; n <= 61; n++) {
    const name = n === 7 ? "Linha de apoio ao cliente da província do Cuando-Cubango" : `Line ${n}`;
    await announce(request, key, `n${n}`, name, `+244923000${String(100 + n)}`);
  }
  await page.goto(`/w/${slug}/numbers`);
  await expect(rows(page)).toHaveCount(50);
  await expect(page.getByText("1–50 of 61")).toBeVisible();
  await expectNoAxeViolations(page);
  await page.getByRole("link", { name: "Next" }).click();
  await expect(page.getByText("51–61 of 61")).toBeVisible();
  await expect(rows(page)).toHaveCount(11);
  await page.getByRole("searchbox").fill("923 000 107");
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText(/Cuando-Cubango.*\+244 923 000 107.*Out of credits.*messages are refused/);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
  await expectNoAxeViolations(page);
  await page.getByRole("searchbox").fill("nothing like it");
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expect(page.getByText("No number matches")).toBeVisible();
});

test("a number's credits are the books', and it leads to its messages", async ({ page, signInAs }) => {
  await signInAs("owner");
  await page.goto("/w/bintang/numbers");
  const jakarta = rows(page).filter({ hasText: "Jakarta" });
  await expect(jakarta).toContainText("then the workspace’s credits");
  const used = /([\d,.]+)(?:[\d,]+) items?/.exec((await jakarta.locator("td").nth(4).textContent()) ?? "");
  expect(used).not.toBeNull();
  await jakarta.getByRole("link", { name: "View usage Jakarta" }).click();
  await expect(page).toHaveURL(/\/w\/bintang\/usage\?range=last-30&number=jakarta/);
  await expect(page.getByRole("link", { name: /^Number: Jakarta/ })).toBeVisible();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("numbers are found and told", async ({ page, signInAs }) => {
    await signInAs("owner");
    await page.goto("/w/bintang/numbers");
    await page.getByRole("searchbox").fill("bandung");
    await page.getByRole("button", { name: "Show", exact: true }).click();
    await expect(page.getByText("1 of 3 numbers")).toBeVisible();
    await expect(rows(page)).toContainText("Bandung");
  });
});
