import { expect, test } from "./fixtures";
import { changeEmail, foundWorkspace, linkIn, newPerson, signIn } from "./people";

test.use({ expectMail: true });

test("a new address counts once its mailbox has answered, and the old one no longer signs in", async ({ page }) => {
  const person = newPerson("Gil Tavares");
  const renewed = { ...newPerson("Gil Tavares"), password: person.password };
  const slug = await foundWorkspace(page, person, "Tavares Optics");
  await changeEmail(page, slug, person, renewed.email);
  const link = await linkIn(renewed.email, "/confirm-email");
  await page.reload();
  await expect(page.getByText(`You sign in as ${person.email}.`)).toBeVisible();

  await page.goto("/dev/inbox");
  await page.getByRole("listitem").filter({ hasText: renewed.email }).getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1, name: "Confirm your new address" })).toBeVisible();
  const opened = page.waitForEvent("popup");
  await page.frameLocator("iframe").getByRole("link", { name: "Confirm address" }).click();
  const confirmation = await opened;
  await expect(confirmation.getByText(`From now on you sign in with ${renewed.email}.`)).toBeVisible();
  await confirmation.getByRole("button", { name: "Use this address" }).click();
  await expect(confirmation.getByRole("heading", { level: 1, name: "Your address is changed" })).toBeVisible();
  await confirmation.close();

  await page.goto(`/w/${slug}/settings/account`);
  await expect(page.getByText(`You sign in as ${renewed.email}.`)).toBeVisible();
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "This link was used already" })).toBeVisible();

  await page.context().clearCookies();
  await signIn(page, person);
  await expect(page.getByRole("alert").filter({ hasText: "There is a problem" })).toBeVisible();
  await signIn(page, renewed);
  await page.waitForURL(`**/w/${slug}/overview`);
});
