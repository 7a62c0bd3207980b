import { expect, test } from "./fixtures";

test("only who sees recipients in full can grant it to a key, and a developer is told before taking a new secret", async ({
  page,
  signInAs,
}) => {
  const box = (scope: string) => page.locator(`input[name="${scope}"]`);
  await signInAs("owner");
  await page.goto("/w/kianda/api-keys/new");
  await expect(box("recipients:read")).toBeChecked();

  await signInAs("developer");
  await page.goto("/w/kianda/api-keys/new");
  await expect(box("usage:read")).toBeChecked();
  await expect(box("recipients:read")).toHaveCount(0);
  await expect(page.getByRole("checkbox", { name: "+244•••18" })).toHaveCount(1);

  await page.goto("/w/kianda/api-keys");
  await page.getByRole("link", { name: /^Demo/ }).click();
  await expect(page.getByText(/recipients masked|destinatários ocultos|penerima tersamar/)).toBeVisible();
});
