import { demo, expect, test } from "./fixtures";
import { foundWorkspace, linkIn, newPerson, signIn } from "./people";

test("somebody invited joins with the role, is changed, removed, and every step leaves its line", async ({
  page,
  browser,
}) => {
  const owner = newPerson("Helena Prado");
  const guest = newPerson("Ivo Santos");
  const slug = await foundWorkspace(page, owner, "Prado Courier");

  await page.goto(`/w/${slug}/team`);
  await page.getByLabel("E-mail addresses").fill(guest.email);
  await page.getByRole("radio", { name: "Finance" }).check();
  await page.getByRole("button", { name: "Send invitations" }).click();
  await expect(page.getByText(`Invitation sent to ${guest.email}.`)).toBeVisible();

  const older = await linkIn(guest.email, "/invitation");
  await page
    .getByRole("form", { name: `Send again to ${guest.email}` })
    .getByRole("button")
    .click();
  await expect(page.getByText("The older link no longer works.")).toBeVisible();

  const other = await browser.newContext({ baseURL: demo.url });
  const theirs = await other.newPage();
  await theirs.goto(older);
  await expect(theirs.getByRole("heading", { name: "There is a newer invitation" })).toBeVisible();
  await theirs.goto(await linkIn(guest.email, "/invitation", older));
  await theirs.getByLabel("Your name").fill(guest.name);
  await theirs.getByLabel("Password").fill(guest.password);
  await theirs.getByRole("button", { name: "Create account and join" }).click();
  await theirs.waitForURL(`**/w/${slug}/overview`);

  await page.reload();
  await page.getByRole("combobox", { name: `Role of ${guest.name}` }).selectOption({ label: "Viewer" });
  await page.getByRole("button", { name: "Save role" }).click();
  await expect(page.getByText("The role is now Viewer.")).toBeVisible();
  expect((await theirs.request.get(`/w/${slug}/settings/company`)).status()).toBe(403);

  await page.getByRole("button", { name: `Remove ${guest.name}` }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: `Remove ${guest.name}` })
    .click();
  await expect(page.getByRole("status").filter({ hasText: "They no longer have access." })).toBeAttached();
  await expect(page.getByRole("combobox", { name: `Role of ${guest.name}` })).toHaveCount(0);
  expect((await theirs.request.get(`/w/${slug}/overview`)).status()).toBe(404);
  await other.close();

  await page.reload();
  const changes = page.getByRole("region", { name: "What changed" });
  for (const line of [
    "Removed Ivo Santos",
    "Changed Ivo Santos from Finance to Viewer",
    "Joined as Finance",
    "Created the workspace",
  ]) {
    await expect(changes.getByText(line).first()).toBeVisible();
  }
});

test("the last owner stays, and is told why", async ({ page }) => {
  const owner = newPerson("Abel Nunes");
  const slug = await foundWorkspace(page, owner, "Nunes Foods");
  await page.goto(`/w/${slug}/team`);
  await expect(page.getByText("You are the only owner, so you cannot leave.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Leave workspace" })).toHaveCount(0);
});

test("a person in several workspaces moves between them, and comes back to the last one", async ({ page }) => {
  const first = await foundWorkspace(page, newPerson("Olga Pires"), "Pires Bakery");
  await page.goto("/new-workspace");
  await page.getByLabel("Name", { exact: true }).fill("Pires Mill");
  await page.getByRole("button", { name: "Create workspace" }).click();
  await page.waitForURL("**/w/pires-mill*/overview");
  await page.getByRole("button", { name: /^Switch workspace/ }).click();
  await page.getByRole("link", { name: /^Pires Bakery/ }).click();
  await expect(page.getByRole("button", { name: "Switch workspace: Pires Bakery" })).toBeVisible();
  await page.goto("/");
  await page.waitForURL(`**/w/${first}/overview`);
  await page.getByRole("button", { name: /^Switch workspace/ }).click();
  await page.getByRole("link", { name: /^Pires Mill/ }).click();
  await expect(page.getByRole("button", { name: "Switch workspace: Pires Mill" })).toBeVisible();
  await page.goto("/");
  await page.waitForURL("**/w/pires-mill*/overview");
});

test("a viewer sees who can act instead of a form", async ({ page, signInAs }) => {
  await signInAs("viewer");
  await page.goto("/w/kianda/team");
  await expect(page.getByText("Só Proprietário ou Gestor de faturação podem fazer isto.")).toBeVisible();
  await expect(page.getByRole("radio")).toHaveCount(0);
});

test("a session ended on another device is over at once", async ({ page, browser }) => {
  const person = newPerson("Lia Moura");
  const slug = await foundWorkspace(page, person, "Moura Design");
  const other = await browser.newContext({ baseURL: demo.url });
  const elsewhere = await other.newPage();
  await signIn(elsewhere, person);
  await elsewhere.waitForURL(`**/w/${slug}/overview`);

  await page.goto(`/w/${slug}/settings/security`);
  await page
    .getByRole("form", { name: /^Sign out .* on / })
    .getByRole("button")
    .click();
  await expect(page.getByRole("status").filter({ hasText: "That session is signed out." })).toBeAttached();
  await elsewhere.reload();
  await expect(elsewhere).toHaveURL(/\/sign-in/);
  await other.close();
});
