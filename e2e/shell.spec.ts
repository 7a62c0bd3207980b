import { expect, expectNoAxeViolations, expectNoSidewaysScroll, listening, test } from "./fixtures";
import { foundWorkspace, linkIn, newPerson } from "./people";

test.beforeEach(async ({ signInAs }) => signInAs("owner"));

test("the palette finds a page under the name another product gave it", async ({ page }) => {
  await page.goto("/w/kianda/overview");
  await listening(page);
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog");
  await palette.getByRole("combobox").fill("wallet");
  await expect(palette.getByRole("option").first()).toHaveText("Overview");
  await expectNoAxeViolations(page);
  await palette.getByRole("combobox").fill("invite");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/w/kianda/team");
  await expect(page.getByRole("heading", { level: 1, name: "Team" })).toBeFocused();
});

test("G and a letter go to a page, ? lists the keys, and no key fires while somebody types", async ({ page }) => {
  await page.goto("/w/kianda/overview");
  await listening(page);
  await page.keyboard.press("g");
  await page.keyboard.press("s");
  await page.waitForURL("**/settings/account");
  await page.getByLabel("Name", { exact: true }).press("g");
  await page.getByLabel("Name", { exact: true }).press("o");
  await page.getByLabel("Name", { exact: true }).press("?");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  expect(page.url()).toContain("/settings/account");
  await page.getByRole("heading", { level: 1 }).focus();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("single keys can be switched off", async ({ page }) => {
  const slug = await foundWorkspace(page, newPerson("Nadia Cruz"), "Cruz Studio");
  await page.goto(`/w/${slug}/settings/account`);
  await page.getByLabel("Single-key shortcuts").click();
  await page.getByRole("form", { name: "Appearance" }).getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("The appearance is saved.")).toBeVisible();
  await page.getByRole("heading", { level: 1 }).focus();
  await page.keyboard.press("?");
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog")).toHaveCount(1);
  await expect(page.getByRole("dialog").getByRole("combobox")).toBeVisible();
});

test("what was typed is not left behind unasked, and a saved form asks nothing", async ({ page }) => {
  const slug = await foundWorkspace(page, newPerson("Ines Prado"), "Prado Garden");
  await page.goto(`/w/${slug}/settings/account`);
  await listening(page);
  const asked: string[] = [];
  page.on("dialog", async (dialog) => {
    asked.push(dialog.message());
    await dialog.dismiss();
  });
  const elsewhere = page.getByRole("link", { name: "Security" });
  const you = page.getByRole("form", { name: "You" });
  await you.getByLabel("Name", { exact: true }).fill("Ines Prado Leal");
  await elsewhere.click();
  await page.getByRole("heading", { level: 1 }).focus();
  await page.keyboard.press("g");
  await page.keyboard.press("o");
  await expect.poll(() => asked).toHaveLength(2);
  expect(new Set(asked)).toEqual(new Set(["Some changes are not saved. Leave this page without them?"]));
  await expect(you.getByLabel("Name", { exact: true })).toHaveValue("Ines Prado Leal");
  await you.getByRole("button", { name: "Save" }).click();
  await expect(you.getByRole("status")).not.toBeEmpty();
  await elsewhere.click();
  await page.waitForURL(`**/w/${slug}/settings/security`);
  expect(asked).toHaveLength(2);
});

test("Back asks too before it takes away what was typed", async ({ page }) => {
  const slug = await foundWorkspace(page, newPerson("Lia Matos"), "Matos Bakery");
  await page.goto(`/w/${slug}/overview`);
  await listening(page);
  await page.getByRole("link", { name: "Settings", exact: true }).click();
  await page.waitForURL("**/settings/account");
  const name = page.getByRole("form", { name: "You" }).getByLabel("Name", { exact: true });
  const answers = [false, true];
  page.on("dialog", (dialog) => (answers.shift() ? dialog.accept() : dialog.dismiss()));
  await name.fill("Lia Matos Vaz");
  await page.evaluate(() => history.back());
  await expect.poll(() => answers).toHaveLength(1);
  await expect(name).toHaveValue("Lia Matos Vaz");
  expect(page.url()).toContain("/settings/account");
  await name.press("End");
  await page.evaluate(() => history.back());
  await page.waitForURL(`**/w/${slug}/overview`);
  expect(answers).toHaveLength(0);
});

test("the first stop of Tab skips to the content", async ({ page }) => {
  await page.goto("/w/kianda/team");
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("#main")).toBeFocused();
});

test("a workspace's days follow its zone, and the language follows the person", async ({ page }) => {
  const slug = await foundWorkspace(page, newPerson("Dewi Lestari"), "Lestari Batik");
  await page.goto(`/w/${slug}/settings/account`);
  await page.getByRole("form", { name: "Language and formats" }).getByLabel("Language").selectOption("id");
  await page.getByRole("form", { name: "Language and formats" }).getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Pengaturan" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "id");
  const current = page.getByRole("navigation", { name: "Utama" }).locator("[aria-current=page]");
  for (const width of [1280, 800]) {
    await page.setViewportSize({ width, height: 800 });
    await expect(current).toHaveText("Pengaturan", { useInnerText: true });
  }
  // A phone's bar has room for the four that are pressed most; the others stand under the fifth.
  await page.setViewportSize({ width: 390, height: 800 });
  await page.getByRole("navigation", { name: "Utama" }).getByRole("link", { name: "Lainnya" }).click();
  await expect(current).toHaveText("Lainnya", { useInnerText: true });
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false, expectRefusal: true });

  test("a refusal and a wrong turn say so, inside the navigation, which marks no page as the current one", async ({
    page,
    signInAs,
  }) => {
    await signInAs("developer");
    for (const [path, status, title, words] of [
      ["settings/company", 403, "You do not have access to this page", "Your role here is Developer."],
      ["nope", 404, "This page does not exist", "The address may be old"],
      ["settings/nope", 404, "This page does not exist", "The address may be old"],
    ] as const) {
      const answer = await page.goto(`/w/kianda/${path}`);
      expect(answer?.status(), path).toBe(status);
      await expect(page.getByRole("heading", { level: 1 })).toContainText(title);
      await expect(page.getByRole("main")).toContainText(words);
      await expect(page.getByRole("link", { name: "Overview", exact: true }).first()).toBeVisible();
      await expect(page.locator("[aria-current=page]")).toHaveCount(0);
    }
    for (const path of ["/w/never-was/overview", "/nowhere"]) {
      expect((await page.goto(path))?.status(), path).toBe(404);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    }
  });

  test("every list of a page is there, and none is left a skeleton", async ({ page }) => {
    for (const [path, table] of [
      ["overview", "Latest changes"],
      ["team", "What changed"],
      ["settings/security", "Sessions"],
    ] as const) {
      await page.goto(`/w/kianda/${path}`);
      await expect(page.getByRole("table", { name: table }).locator("tbody tr").first()).toBeVisible();
    }
  });

  test("a role is changed by its list and a button", async ({ page, browser }) => {
    const slug = await foundWorkspace(page, newPerson("Rita Pinto"), "Pinto Tiles");
    const guest = newPerson("Hugo Lopes");
    await page.goto(`/w/${slug}/team`);
    await page.getByLabel("E-mail addresses").fill(guest.email);
    await page.getByRole("button", { name: "Send invitations" }).click();
    const theirs = await browser.newPage({ javaScriptEnabled: false });
    await theirs.goto(await linkIn(guest.email, "/invitation"));
    await theirs.getByLabel("Your name").fill(guest.name);
    await theirs.getByLabel("Password").fill(guest.password);
    await theirs.getByRole("button", { name: "Create account and join" }).click();
    await theirs.waitForURL(`**/w/${slug}/**`);
    await theirs.close();

    await page.goto(`/w/${slug}/team`);
    const members = page.getByRole("table", { name: "Members" });
    await members.getByRole("combobox", { name: "Role of Hugo Lopes" }).selectOption("finance");
    await members
      .getByRole("row", { name: /Hugo Lopes/ })
      .getByRole("button", { name: "Save role" })
      .click();
    await page.goto(`/w/${slug}/team`);
    await expect(members.getByRole("combobox", { name: "Role of Hugo Lopes" })).toHaveValue("finance");
  });
});

test("the longest names are whole in the navigation and on every page", async ({ page }) => {
  const person = { ...newPerson("Eva"), name: "Evangelina".repeat(8) };
  const slug = await foundWorkspace(page, person, "Kiandalogistica".repeat(4));
  for (const width of [1280, 800, 390]) {
    await page.setViewportSize({ width, height: 800 });
    for (const path of ["overview", "team", "settings/account", "settings/company", "more"]) {
      await page.goto(`/w/${slug}/${path}`);
      await listening(page);
      await expectNoSidewaysScroll(page);
      if (width === 800) continue;
      const cut = await page.evaluate(() =>
        [...document.querySelectorAll("body *")]
          .filter((element) => element.checkVisibility() && !element.closest(".sr-only, [popover], select, input"))
          .filter((element) => getComputedStyle(element).overflowX !== "visible" && element.clientWidth > 0)
          .filter((element) => {
            const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element;
            // The navigation scrolls inside itself where the screen is low: what is to be reached so is not cut.
            const scrolls = element.matches("nav") && getComputedStyle(element).overflowY === "auto";
            return scrollWidth > clientWidth + 1 || (!scrolls && scrollHeight > clientHeight + 1);
          })
          .map((element) => element.textContent),
      );
      expect(cut, `${path} at ${width}`).toEqual([]);
    }
  }
});

test("no sentence is left untranslated: in the pseudo-language every word is marked", async ({ page, context }) => {
  await context.clearCookies();
  await context.addCookies([{ name: "locale", value: "en-XA", domain: "localhost", path: "/" }]);
  for (const path of ["/sign-in", "/sign-up", "/forgot-password"]) {
    await page.goto(path);
    const plain = await page.evaluate(() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const found: string[] = [];
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const text = node.textContent?.trim() ?? "";
        const parent = node.parentElement;
        if (
          !text ||
          parent
            ?.closest("script, style, [lang], [hidden]:not([hidden=until-found])")
            ?.matches("script, style, [hidden], li[lang]")
        )
          continue;
        if (/[A-Za-z]{3,}/.test(text) && !/[^ -~]/.test(text) && !text.includes("@") && text !== "Saldo")
          found.push(text);
      }
      return found;
    });
    expect(plain, path).toEqual([]);
  }
});
