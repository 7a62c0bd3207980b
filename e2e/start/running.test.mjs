import { execFileSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, onTestFinished, test } from "vitest";
import { endProcess, identityOf } from "../../db/embedded/process-table.mjs";
import { npmProgram } from "../../scripts/supervisor/npm.mjs";
import { clearDataDir, newDataDir, SaldoProcess } from "../../scripts/test/saldo-process.mjs";
import { allGone } from "./processes.mjs";

// One folder for all: what a run leaves behind is what the next one has to cope with.
const dataDir = newDataDir();
let saldo;

afterEach(() => saldo?.stop("SIGKILL"));

afterAll(() => clearDataDir(dataDir));

const start = async (settings) => {
  saldo = await SaldoProcess.start({ dataDir, ...settings });
  return saldo;
};

test("one command brings up everything, and its demo file tells only its owner where", async () => {
  const demo = await (await start()).ready();
  expect((await fetch(`${demo.url}/readyz`)).status).toBe(200);
  expect((await fetch(`${demo.inbox.url}/healthz`)).status).toBe(200);
  expect(demo.accounts.map(({ email }) => email)).toContain("owner@kianda.example");
  expect(Object.keys(demo.pids).sort()).toEqual(["bank", "inbox", "postgres", "stripe", "supervisor", "web", "worker"]);
  expect(statSync(saldo.demoFile).mode & 0o777).toBe(0o600);
  expect(statSync(join(dataDir, "secrets.json")).mode & 0o777).toBe(0o600);
});

test("the web process is not handed the stronger accounts of the database", async () => {
  const { pids } = await (await start()).ready();
  const environment = environmentOf(pids.web);
  expect(environment).toContain("DATABASE_URL=");
  expect(environment).not.toContain("saldo_migrator");
  expect(environment).not.toContain("saldo_worker");
  expect(environment).toContain("STRIPE_SECRET_KEY=sk_test_sandbox_");
  expect(environment).not.toContain("saldo_sandbox");
});

test.for(["stripe", "bank"])("the stand-in %s is told nothing of the product", async (part) => {
  const { pids } = await (await start()).ready();
  const environment = environmentOf(pids[part]);
  expect(environment).toContain("saldo_sandbox");
  for (const secret of ["saldo_app", "NEXTAUTH_SECRET", "API_KEY_PEPPER", "METRICS_TOKEN"])
    expect(environment).not.toContain(secret);
});

test("Ctrl-C ends every process and takes the demo file away, with exit code 0", async () => {
  const { pids } = await (await start()).ready();
  const asked = Date.now();
  expect(await saldo.stop("SIGINT")).toBe(0);
  expect(Date.now() - asked).toBeLessThan(10_000);
  expect(await allGone(pids)).toEqual([]);
  expect(() => statSync(saldo.demoFile)).toThrow("ENOENT");
});

test("SIGTERM in the middle of starting leaves nothing behind", async () => {
  await start();
  await expect.poll(() => saldo.output).toContain("starting the embedded PostgreSQL");
  expect(await saldo.stop("SIGTERM")).toBe(0);
  const { pids } = await (await start()).ready();
  expect(await saldo.stop()).toBe(0);
  expect(await allGone(pids)).toEqual([]);
});

describe("under npm,", () => {
  const npmStart = () => start({ command: [npmProgram(), "start"] });

  test.for(["SIGINT", "SIGTERM"])("%s to npm alone ends every process with exit code 0", async (signal) => {
    const { pids } = await (await npmStart()).ready();
    expect(await saldo.stop(signal)).toBe(0);
    expect(await allGone(pids)).toEqual([]);
  });

  test("a killed npm ends every process", async () => {
    const { pids } = await (await npmStart()).ready();
    saldo.child.kill("SIGKILL");
    expect(await allGone(pids)).toEqual([]);
  });
});

describe("a second start", () => {
  test("beside the first says where the first one runs, and leaves it alone", async () => {
    const first = await start();
    const demo = await first.ready();
    const second = await SaldoProcess.start({ dataDir });
    expect(await second.ended).toBe(1);
    expect(second.output).toContain(`Saldo already runs on ${dataDir} (process ${demo.pids.supervisor}, ${demo.url})`);
    expect((await fetch(`${demo.url}/readyz`)).status).toBe(200);
  });

  test("after the first has stopped finds the same secrets and accounts", async () => {
    const first = await (await start()).ready();
    await saldo.stop();
    const second = await (await start()).ready();
    expect(second.api_key).toBe(first.api_key);
    expect(second.metrics_token).toBe(first.metrics_token);
  });
});

describe("the end of one part ends all and is named:", () => {
  test.for(["web", "worker", "inbox", "bank", "stripe", "postgres"])("%s", async (part) => {
    const { pids } = await (await start()).ready();
    process.kill(pids[part], "SIGKILL");
    expect(await saldo.ended).toBe(1);
    expect(saldo.output).toContain(`Saldo stopped, because ${part} ended unexpectedly (SIGKILL).`);
    expect(await allGone(pids)).toEqual([]);
  });
});

describe("after the supervisor was killed", () => {
  test("the parts leave by themselves, and the next start finds the database as it was", async () => {
    const first = await (await start()).ready();
    await saldo.stop("SIGKILL");
    const { postgres, ...others } = first.pids;
    expect(await allGone(others)).toEqual([]);
    expect(identityOf(postgres)).not.toBeNull();

    const second = await (await start()).ready();
    expect(second.api_key).toBe(first.api_key);
    expect(await allGone({ postgres })).toEqual([]);
  });

  test("a part that hangs and holds the port is ended by the next start", async () => {
    const first = await (await start()).ready();
    process.kill(first.pids.web, "SIGSTOP");
    onTestFinished(() => endProcess(first.pids.web, { signal: "SIGKILL" }));
    await saldo.stop("SIGKILL");
    expect(identityOf(first.pids.web)).not.toBeNull();

    await (await start({ PORT: new URL(first.url).port })).ready();
    expect(saldo.output).toMatch(/ended what a killed run had left behind: .*web/);
    expect(await allGone({ web: first.pids.web })).toEqual([]);
  });
});

test("npm run dev brings the same up from the sources: one signs in, pays on the sandbox's pages, and Ctrl-C ends it", async () => {
  const { url, stripe, bank, accounts, pids } = await (await start({ command: [npmProgram(), "run", "dev"] })).ready();
  const csrf = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken } = await csrf.json();
  const signedIn = await fetch(`${url}/api/auth/callback/credentials`, {
    method: "POST",
    headers: { cookie: cookiesOf(csrf) },
    body: new URLSearchParams({ csrfToken, email: accounts[0].email, password: accounts[0].password, json: "true" }),
  });
  const page = await fetch(`${url}/w/kianda/overview`, { headers: { cookie: cookiesOf(signedIn) } });
  expect([page.status, page.redirected]).toEqual([200, false]);
  expect(await page.text()).toContain("Kianda Logistics");

  const intent = await fetch(`${stripe.url}/v1/payment_intents`, {
    method: "POST",
    headers: { authorization: `Bearer ${stripe.secret_key}` },
    body: new URLSearchParams({
      amount: "900",
      currency: "eur",
      confirm: "true",
      payment_method: "pm_card_authenticationRequired",
      return_url: `${url}/back`,
    }),
  });
  const { next_action } = await intent.json();
  expect(next_action.redirect_to_url.url).toContain(`${url}/sandbox/`);
  expect(await (await fetch(next_action.redirect_to_url.url)).text()).toContain("Do you want to pay EUR 9.00?");
  expect((await fetch(stripe.console)).status).toBe(200);
  expect((await fetch(bank.url)).status).toBe(200);
  const { judged } = await (await fetch(`${stripe.url}/_sandbox/violations`)).json();
  expect(judged, "events that were held against Stripe's contract").toBeGreaterThan(0);

  expect(await saldo.stop("SIGINT")).toBe(0);
  expect(await allGone(pids)).toEqual([]);
});

function cookiesOf(answer) {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}

/** What a process was started with, as the system tells it: Linux in a file, macOS through ps. */
function environmentOf(pid) {
  if (process.platform === "linux") return readFileSync(`/proc/${pid}/environ`, "utf8");
  return execFileSync("ps", ["eww", "-o", "command=", "-p", String(pid)], { encoding: "utf8" });
}
