import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { type BrowserContext, test as base, expect, type Locator, type Page } from "@playwright/test";
import { stage } from "./stage";

type Account = { email: string; password: string; role: string };
type Demo = {
  url: string;
  workspace: string;
  api_key: string;
  accounts: Account[];
  inbox: { url: string };
  stripe: { url: string; secret_key: string; console: string };
  bank: { url: string; key: string; callback_secret: string };
};

export const demoFile = process.env.SALDO_DEMO_FILE ?? join(import.meta.dirname, "../.data/demo.json");
export const demo: Demo = JSON.parse(readFileSync(demoFile, "utf8"));

export const everybody = ["owner", "admin", "finance", "developer", "viewer", "operator"] as const;
/** Owns the workspaces whose past lies still. */
export const keeper = "keeper" as const;
export type Who = (typeof everybody)[number] | typeof keeper;
export type Cookies = Awaited<ReturnType<BrowserContext["cookies"]>>;

type Fixtures = {
  /** The page under test answers 402, 403, 404 or 422, which the browser itself reports as an error. */
  expectRefusal: boolean;
  /** The page shows a mail in a frame where no script runs; the browser reports that it keeps our own tools out too. */
  expectMail: boolean;
  /** Signs the browser in without walking through the form. */
  signInAs: (who: Who) => Promise<void>;
};

export const test = base.extend<Fixtures>({
  // The playwright run stands in for the proxy in front: each test comes from a network of its own, as people do, so
  // that all of them together do not spend what one address may ask.
  extraHTTPHeaders: async ({ baseURL: _ }, use, { testId }) => use({ "x-forwarded-for": addressOf(testId) }),
  expectRefusal: [false, { option: true }],
  expectMail: [false, { option: true }],
  page: async ({ page, expectRefusal, expectMail }, use) => {
    const noise = listen(page);
    await use(page);
    const refused = (line: string) => expectRefusal && /status of (40[234]|422)/.test(line);
    const keptOut = (line: string) => expectMail && /^\S+ Blocked script execution in 'about:srcdoc'/.test(line);
    const told = noise.filter((line) => !refused(line) && !keptOut(line));
    expect(told, "the browser's console stays silent").toEqual([]);
  },
  signInAs: async ({ context }, use) => {
    await use((who) => context.addCookies(cookiesOf(who)));
  },
});

export { expect };

/** One of the addresses that are set aside for measuring. */
function addressOf(testId: string): string {
  const [high = 0, low = 0] = createHash("sha256").update(testId).digest();
  return `198.18.${high}.${low}`;
}

/** Errors, warnings of the framework and refused resources alike. */
function listen(page: Page): string[] {
  const noise: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") noise.push(`${page.url()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => noise.push(`${page.url()}: ${error.message}`));
  return noise;
}

export const cookiesFile = join(import.meta.dirname, "../test-results/.cookies.json");

/** Everybody is signed in once, before the first test: the form is walked where it is what a test is about. */
export function cookiesOf(who: Who): Cookies {
  return JSON.parse(readFileSync(cookiesFile, "utf8"))[who];
}

/** Lists are sent as a table and as items; before the page has woken up both are there and one of them is hidden. */
export const inSight = (found: Locator): Locator => found.filter({ visible: true });

/** Until the page listens to keys; what is pressed before that goes nowhere, as for a person who is too quick. */
export async function listening(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const last = document.getElementById("announcements");
    return last !== null && Object.keys(last).some((key) => key.startsWith("__reactFiber"));
  });
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
}

export function accountOf(who: Who): Account {
  if (who === keeper) return { ...stage.keeper, role: keeper };
  const account = demo.accounts.find(({ role }) => role === who);
  if (!account) throw new Error(`The demo has no ${who}.`);
  return account;
}

const wcag = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/**
 * A mail has no landmarks and no heading of its own: what is only good practice for a page is not asked of it. In the
 * inbox a mail stands in a frame without scripts, where this look would wait in vain: every mail is looked at alone.
 */
export async function expectNoAxeViolations(page: Page, shown: "page" | "mail" = "page"): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .exclude("iframe[sandbox]")
    .withTags(shown === "page" ? [...wcag, "best-practice"] : wcag)
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`)).toEqual(
    [],
  );
}

/** Nothing reaches past the right edge. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(beyond, "pixels beyond the right edge").toBe(0);
}

type Listed = { id: string };
type Mail = { links: string[] };

/** Every link mailed to an address, newest first, as paths. */
export async function linksTo(address: string): Promise<string[]> {
  return (await mailsTo(address)).flatMap(({ links }) => links);
}

/** Every mail to an address, newest first. */
export async function mailsTo(address: string): Promise<(Listed & Mail)[]> {
  const listed = await inbox<Listed[]>(`/messages?to=${encodeURIComponent(address)}`);
  const path = (link: string) => link.slice(new URL(link).origin.length);
  return Promise.all(
    listed.map(async ({ id }) => ({ id, links: (await inbox<Mail>(`/messages/${id}`)).links.map(path) })),
  );
}

async function inbox<T>(path: string): Promise<T> {
  const answer = await fetch(demo.inbox.url + path);
  if (!answer.ok) throw new Error(`The inbox answers ${answer.status} to ${path}.`);
  return answer.json();
}
