import { randomBytes } from "node:crypto";
import type { Page } from "@playwright/test";
import { expect, linksTo } from "./fixtures";

export type Person = { email: string; name: string; password: string };

/** Somebody nobody has met: tests change only what they have made themselves. */
export function newPerson(name = "Marta Reis"): Person {
  const tag = randomBytes(5).toString("hex");
  return {
    email: `${name.split(" ")[0]?.toLowerCase()}.${tag}@people.example`,
    name,
    password: `quiet-${tag}-harbour`,
  };
}

/** The whole way: address, mail, name and password. Ends on the page for a first workspace. */
export async function signUp(page: Page, person: Person): Promise<void> {
  await page.goto(await askForLink(page, "/sign-up", person.email, "/sign-up/finish"));
  await page.getByLabel("Your name").fill(person.name);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Create account" }).click();
  await page.waitForURL("**/new-workspace");
}

export async function signIn(page: Page, person: Pick<Person, "email" | "password">): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** Asks for a mail on one page, and answers with the link in it that leads to another. */
export async function askForLink(page: Page, form: string, email: string, leadsTo: string): Promise<string> {
  await page.goto(form);
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: "Send me a link" }).click();
  await expect(page.getByRole("heading", { name: "Check your mail" })).toBeVisible();
  return linkIn(email, leadsTo);
}

/** The newest mailed link to a page of ours, as a path; waits until it has come. */
export async function linkIn(email: string, page: string, other = ""): Promise<string> {
  let link = "";
  await expect
    .poll(
      async () => {
        const found = (await linksTo(email)).find((path) => path.split("?")[0] === page && path !== other);
        link = found ?? "";
        return link;
      },
      { message: `a link to ${page} reaches ${email}`, timeout: 20_000 },
    )
    .not.toBe("");
  return link;
}

/** A fresh workspace of a fresh person; the browser is signed in as its owner. */
export async function foundWorkspace(page: Page, person: Person, name: string): Promise<string> {
  await signUp(page, person);
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Create workspace" }).click();
  await page.waitForURL("**/w/*/overview");
  const [, , slug = ""] = new URL(page.url()).pathname.split("/");
  return slug;
}

/** Asks in the settings for another address, which then has to answer. */
export async function changeEmail(page: Page, slug: string, person: Person, email: string): Promise<void> {
  await page.goto(`/w/${slug}/settings/account`);
  const form = page.getByRole("form", { name: "E-mail" });
  await form.getByLabel("New e-mail").fill(email);
  await form.getByLabel("Current password").fill(person.password);
  await form.getByRole("button", { name: "Send the link" }).click();
  await expect(form.getByText(`A link is on its way to ${email}.`)).toBeVisible();
}
