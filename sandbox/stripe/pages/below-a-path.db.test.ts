import { expect, test } from "vitest";
import { loadContract } from "../contract/contract";
import { Judge } from "../judge/judge";
import { createSandbox } from "../sandbox";
import { Browser } from "../testing/browser";
import { sdkFor } from "../testing/run-sandbox";

test("served below somebody else's path, every address of a page stays below it and its forms are taken; programs are sent to the sandbox itself", async () => {
  const judge = new Judge(await loadContract());
  const sandbox = await createSandbox({
    judge,
    databaseUrl: process.env.DATABASE_MIGRATOR_URL ?? "",
    publicUrl: "http://shop.example/sandbox/",
  });
  try {
    const session = await sdkFor(sandbox).checkout.sessions.create({
      mode: "payment",
      success_url: "http://shop.example/done",
      line_items: [
        { quantity: 1, price_data: { currency: "eur", unit_amount: 900, product_data: { name: "Credits" } } },
      ],
    });
    expect(session.url).toBe(`http://shop.example/sandbox/c/pay/${session.id}`);
    const browser = new Browser();
    await browser.open(`${sandbox.url}/sandbox/c/pay/${session.id}`);
    const addresses = [...browser.page.text.matchAll(/(?:href|action)="(\/[^"]*)"/g)].map(([, address]) => address);
    expect(addresses.length).toBeGreaterThan(1);
    for (const address of addresses) expect(address).toMatch(/^\/sandbox\//);
    await browser.open(`${sandbox.url}/sandbox/assets/figtree.woff2`);
    expect(browser.page.status).toBe(200);
    await browser.open(`${sandbox.url}/_sandbox`);
    const { port } = new URL(sandbox.url);
    expect(browser.page.words).toContain(`host: "127.0.0.1", port: ${port},`);
    await browser.open(`${sandbox.url}/sandbox/c/pay/${session.id}`);
    await browser.press("Declined 0002", { email: "ana@kianda.example" });
    expect(browser.page.status).toBe(402);
    await browser.press("Visa 4242");
    expect(browser.page.url).toBe("http://shop.example/done");
  } finally {
    await sandbox.close();
    expect(judge.violations).toEqual([]);
  }
});
