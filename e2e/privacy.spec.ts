import { demo, expect, expectNoAxeViolations, expectNoSidewaysScroll, inSight, test } from "./fixtures";
import { foundWorkspace, newPerson } from "./people";

test("a recipient is erased from the log after one has said twice that it is meant", async ({ page }) => {
  const slug = await foundWorkspace(page, newPerson(), "Forgets people");
  await page.goto(`/w/${slug}/api-keys/new`);
  await page.getByLabel("Name", { exact: true }).fill("Log");
  await page.getByRole("button", { name: "Create key" }).click();
  const shown = page.getByText(/^saldo_live_\w+$/).first();
  const key = (await shown.textContent()) ?? "";
  // Refused for want of credits, which is an item of the log as well.
  const answer = await page.request.post(`${demo.url}/v1/usage`, {
    headers: { authorization: `Bearer ${key}` },
    data: { events: [{ id: "one", channel: "sms", direction: "outbound", to: "+244923000018" }] },
  });
  expect(answer.status(), await answer.text()).toBe(200);

  await page.goto(`/w/${slug}/settings/privacy`);
  const form = page.getByRole("form", { name: "Erase a recipient" });
  const recipient = form.getByLabel("Phone number or address");
  await recipient.fill("00244 923 000 018");
  await form.getByRole("button", { name: "Erase" }).click();
  await expect(form.getByText("Tick the box to go on.").first()).toBeVisible();
  await expectNoAxeViolations(page);
  await form.getByRole("checkbox").check();
  await form.getByRole("button", { name: "Erase" }).click();
  await expect(form.getByText(/^Erased from 1 item\. It now reads erased:[0-9a-f]{12}\.$/)).toBeVisible();
  await page.goto(`/w/${slug}/usage`);
  await expect(page.getByText(/^erased:[0-9a-f]{12}/).first()).toBeVisible();
  expect(await page.content()).not.toContain("923000018");
  await page.goto(`/w/${slug}/team`);
  await expect(inSight(page.getByText("Erased a recipient from the usage log"))).toBeVisible();
  await page.goto(`/w/${slug}/settings/privacy`);
  await recipient.fill("+244923000018");
  await form.getByRole("checkbox").check();
  await form.getByRole("button", { name: "Erase" }).click();
  await expect(form.getByText("Nobody in the usage log has this number or address.").first()).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
});

test("finance is not offered to erase, and is refused", async ({ page, context, signInAs }) => {
  await signInAs("finance");
  await page.goto("/w/kianda/settings/account");
  await expect(page.locator("a[href$='/settings/security']")).toBeVisible();
  await expect(page.locator("a[href$='/settings/privacy']")).toHaveCount(0);
  expect((await context.request.get("/w/kianda/settings/privacy")).status()).toBe(403);
});
