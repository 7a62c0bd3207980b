import { join } from "node:path";
import { afterAll, afterEach, expect, test } from "vitest";
import { freePort } from "../../db/embedded/ports.mjs";
import { root } from "../../scripts/supervisor/paths.mjs";
import { clearDataDir, newDataDir, SaldoProcess } from "../../scripts/test/saldo-process.mjs";

const dataDir = newDataDir();
let sandbox;

afterEach(() => sandbox?.stop("SIGKILL"));
afterAll(async () => {
  await clearDataDir(join(dataDir, "sandbox"));
  await clearDataDir(dataDir);
});

async function start(settings) {
  const command = [join(root, "scripts/sandbox.mjs")];
  sandbox = await SaldoProcess.start({ dataDir, command, STRIPE_SANDBOX_PORT: String(await freePort()), ...settings });
  await expect.poll(() => sandbox.output, { timeout: 40_000 }).toContain("Ctrl-C stops it.");
  const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(/answers at .*/.exec(sandbox.output)[0]);
  const [key] = /sk_test_sandbox_\w+/.exec(sandbox.output);
  return { url, key, headers: { authorization: `Bearer ${key}` } };
}

test("the sandbox runs alone, says how to reach it, and finds everything again at its second start", async () => {
  const first = await start();
  expect(sandbox.output).toMatch(/whsec_\w{40,}/);
  const made = await fetch(`${first.url}/v1/products`, {
    method: "POST",
    headers: first.headers,
    body: new URLSearchParams({ name: "Credits" }),
  });
  const { id } = await made.json();
  expect(await sandbox.stop()).toBe(0);

  const webhook = "http://127.0.0.1:9/events";
  const second = await start({ STRIPE_SANDBOX_WEBHOOK_URL: webhook });
  expect(second.key).toBe(first.key);
  expect(await (await fetch(`${second.url}/v1/products/${id}`, second)).json()).toMatchObject({ name: "Credits" });
  const { data } = await (await fetch(`${second.url}/v1/webhook_endpoints`, second)).json();
  expect(data).toMatchObject([{ url: webhook, enabled_events: ["*"] }]);
  expect(await sandbox.stop()).toBe(0);
});
