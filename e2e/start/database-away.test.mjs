import { encode } from "next-auth/jwt";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startEmbedded } from "../../db/embedded/cluster.mjs";
import { createDatabase, databaseUrls, prepareRoles } from "../../db/embedded/databases.mjs";
import { freePort } from "../../db/embedded/ports.mjs";
import { clearDataDir, newDataDir, SaldoProcess } from "../../scripts/test/saldo-process.mjs";

const secret = "kX4v9QmT2rB7nW1sYc8Zp5LdHf3JgA6e";
const password = "of-another-server";
const passwords = { migrator: password, app: password, worker: password };
const serverDir = newDataDir();
const dataDir = newDataDir();
let server;
let saldo;
let url;

beforeAll(async () => {
  server = await startEmbedded({ dataDir: serverDir, adminPassword: password });
  await prepareRoles({ adminUrl: server.adminUrl, passwords });
  await createDatabase({ adminUrl: server.adminUrl });
  const urls = databaseUrls({ port: server.port, passwords, adminPassword: password });
  const port = await freePort();
  url = `http://localhost:${port}`;
  saldo = await SaldoProcess.start({
    dataDir,
    PORT: String(port),
    DATABASE_URL: urls.app,
    DATABASE_MIGRATOR_URL: urls.migrator,
    DATABASE_WORKER_URL: urls.worker,
    SMTP_URL: "smtp://127.0.0.1:25",
    STRIPE_SECRET_KEY: "sk_test_of_this_run",
    STRIPE_WEBHOOK_SECRET: "whsec_of_this_run",
    NEXTAUTH_SECRET: secret,
    API_KEY_PEPPER: secret,
  });
});

afterAll(async () => {
  await saldo.stop();
  await clearDataDir(serverDir);
  await clearDataDir(dataDir);
});

test("while the database is away a page says so calmly, in the reader's language, and works again when it is back", async () => {
  await expect.poll(() => saldo.output, { timeout: 30_000 }).toContain("Saldo answers at");
  const token = await encode({ token: { sub: "usr_1", sid: "ses_1" }, secret });
  // A mailed link is opened by whoever holds it: there the page itself is the first to ask.
  const open = (path, language) =>
    fetch(url + path, {
      redirect: "manual",
      headers: {
        "accept-language": language,
        ...(!path.startsWith("/invitation") && { cookie: `next-auth.session-token=${token}` }),
      },
    });
  const signedOut = (answer) => [answer.status, answer.headers.get("location")];
  expect(signedOut(await open("/w/kianda/usage?q=1", "en"))).toEqual([
    307,
    "/sign-in?next=%2Fw%2Fkianda%2Fusage%3Fq%3D1",
  ]);

  await server.stop();

  for (const path of ["/", "/w/kianda/usage?q=1", "/new-workspace", `/invitation?token=inv_7.${"a".repeat(43)}`]) {
    const answer = await open(path, "en");
    const page = await answer.text();
    expect([path, answer.status, answer.headers.get("retry-after")]).toEqual([path, 503, "2"]);
    expect(page).toMatch(/<h1[^>]*>We can’t reach the database right now/);
    expect(page).toContain(`href="${path}"`);
    expect(page).not.toContain("Application error");
  }
  expect(await (await open("/", "id")).text()).toMatch(/<h1[^>]*>Basis data sedang tidak dapat dijangkau/);
  expect(saldo.output.match(/database not reached/g)?.length, saldo.output).toBeLessThan(4);

  server = await startEmbedded({ dataDir: serverDir, adminPassword: password, port: server.port });
  await expect.poll(async () => (await open("/w/kianda/usage", "en")).status, { timeout: 20_000 }).toBe(307);
});
