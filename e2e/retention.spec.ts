import { expect, expectNoAxeViolations, expectNoSidewaysScroll, inSight, test } from "./fixtures";
import { giveOldUsage } from "./old-usage";
import { foundWorkspace, newPerson } from "./people";

test("older items are summarised after one was told what goes, and the usage page says where single ones begin", async ({
  page,
}) => {
  const slug = await foundWorkspace(page, newPerson(), "Keeps a quarter");
  await giveOldUsage(slug);
  await page.goto(`/w/${slug}/usage?range=last-90`);
  await expect(page.getByText(/are summarised by day/)).toHaveCount(0);

  await page.goto(`/w/${slug}/settings/privacy`);
  await expect(page.getByText(/Nothing is summarised so far\.$/)).toBeVisible();
  await page.getByLabel("Keep single items for").selectOption("3");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText(/^4 items are older today, from before .*: they are summarised at once\./)).toBeVisible();
  await expectNoAxeViolations(page);
  const form = page.getByRole("form", { name: "Keep single items" });
  await form.getByRole("button", { name: "Summarise older items" }).click();
  await expect(form.getByText("Tick the box to go on.").first()).toBeVisible();
  await form.getByRole("checkbox").check();
  await form.getByRole("button", { name: "Summarise older items" }).click();
  await expect(page.getByText(/^Single items are kept for 3 months\./)).toBeVisible();

  await expect
    .poll(async () => {
      await page.goto(`/w/${slug}/settings/privacy`);
      return page.getByText(/are summarised: 4 items, 2 credits/).count();
    })
    .toBe(1);
  const from = new Date(Date.now() - 210 * 86_400_000).toISOString().slice(0, 10);
  const to = new Date().toISOString().slice(0, 10);
  await page.goto(`/w/${slug}/usage?range=custom&from=${from}&to=${to}`);
  const note = page.getByRole("complementary", { name: /^Items before .* are summarised by day$/ });
  await expect(note.getByText(/: 4 items, 2 credits\.$/)).toBeVisible();
  await expect(page.getByRole("row", { name: /ana\.20@example\.com/ })).toHaveCount(2);
  await expect(page.getByText("ana.200@example.com")).toHaveCount(0);
  await expectNoAxeViolations(page);
  await note.getByRole("link", { name: "See them by day" }).click();
  await expect(page.getByRole("row")).toHaveCount(5);
  await page
    .getByRole("row")
    .nth(3)
    .getByRole("link", { name: /^By kind of usage/ })
    .click();
  await expect(page.getByRole("table", { name: "Usage by: Kind of usage" })).toContainText("Email");
  await page.goto(`/w/${slug}/usage?range=custom&from=${from}&to=${to}&q=ana.200@example.com`);
  await expect(note.getByText(/^This view reaches only single items, from /)).toBeVisible();
  await page.goto(`/w/${slug}/activity?show=entries&range=custom&from=${from}&to=${to}`);
  const entries = page.getByRole("table").getByRole("link", { name: "2 items charged" });
  await entries.last().click();
  await expect(page.getByRole("dialog").getByText(/^2 items are summarised: items before /)).toBeVisible();
  await page.keyboard.press("Escape");
  await entries.first().click();
  await expect(page.getByRole("dialog").getByText("Email, 2 items")).toBeVisible();
  await expect(page.getByRole("dialog").getByText(/summarised/)).toHaveCount(0);
  await page.goto(`/w/${slug}/team`);
  await expect(inSight(page.getByText("Changed how long single items of usage are kept"))).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/w/${slug}/usage?range=custom&from=${from}&to=${to}`);
  await expectNoSidewaysScroll(page);
});
