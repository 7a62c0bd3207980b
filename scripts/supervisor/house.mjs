import { freePort } from "../../db/embedded/ports.mjs";
import { sayExternal, startDatabase } from "./database.mjs";
import { removeDemoFile, writeDemoFile } from "./demo-file.mjs";
import { completeEnvironment } from "./environment.mjs";
import { requireFreePort } from "./front-door.mjs";
import { say, step } from "./output.mjs";
import { partsOf } from "./parts.mjs";
import { build, install } from "./prepare.mjs";
import { answers } from "./ready.mjs";
import { endLeftovers } from "./run-record.mjs";
import { embeddedSecrets } from "./secrets.mjs";
import { prepareContract, standInSecrets } from "./stand-ins.mjs";
import { typescript, typescriptEnvironment } from "./typescript.mjs";

/** Everything between the command and the first page, in order. Nothing is started before the settings are found good. */
export async function bringUp(plan, supervisor, record) {
  const task = (...args) => supervisor.task(...args);
  await clearAway(plan);
  await requireFreePort(plan);
  record.note({ url: plan.url });

  await install(task, plan.settings);
  const secrets = plan.embedded ? embeddedSecrets(plan.dataDir) : null;
  const databasePort = plan.embedded ? await freePort([plan.port]) : null;
  const ports = await freePorts(["smtp", "http", "stripe", "bank"], [plan.port, databasePort]);
  const sandbox = plan.sandbox ? { secrets: standInSecrets(plan.dataDir), ports } : null;
  const bankUrl = plan.sandbox ? `http://127.0.0.1:${ports.bank}` : null;
  const environment = completeEnvironment(plan, { secrets, databasePort, inboxPorts: ports, sandbox });
  const standInsAnswer = async () => {
    await answers(`${environment.STRIPE_API_URL}/healthz`, supervisor);
    await answers(`${bankUrl}/healthz`, supervisor);
  };
  const script = (label, file, args, failure, options) =>
    task(label, typescript(file, ...args), { ...environment, ...typescriptEnvironment }, failure, options);

  await script(
    "settings",
    "scripts/check-settings.ts",
    plan.embedded ? [] : ["--reach-database"],
    "Saldo does not start with these settings.",
  );
  if (plan.sandbox) await prepareContract(task, plan.settings);
  if (plan.mode === "production") await build(task, plan.settings);

  let adminUrl;
  if (plan.embedded) {
    const onStarted = (server) => supervisor.adopt("postgres", server.child, server.stop);
    const server = await startDatabase(plan, {
      secrets,
      sandboxPassword: sandbox?.secrets.database,
      port: databasePort,
      onStarted,
    });
    adminUrl = server.adminUrl.replace(/postgres$/, "saldo");
  } else {
    sayExternal();
  }
  await step("migrate", "bringing the database to the present version", async () => {
    await script("migrate", "scripts/migrate.ts", [], "The database could not be brought to the present version.");
  });
  const parts = partsOf(plan, environment);
  // The demo has bought its credits, and whoever it paid has to know of it.
  const standIns = parts.filter(({ name }) => ["stripe", "bank"].includes(name));
  for (const part of standIns) supervisor.start(part);
  if (plan.demo) {
    if (plan.sandbox) await standInsAnswer();
    await step("seed", "making sure the demo is there", async () => {
      await script("seed", "scripts/seed.ts", [], "The demo could not be written.", { takesLong: true });
    });
  }

  record.note({
    smtp: plan.inbox ? environment.SMTP_URL : undefined,
    inbox: environment.INBOX_URL,
    stripe: plan.sandbox ? environment.STRIPE_API_URL : undefined,
  });
  const rest = parts.filter((part) => !standIns.includes(part));
  await step("start", `starting ${parts.map(({ name }) => name).join(", ")}`, async () => {
    for (const part of rest) supervisor.start(part);
    await answers(`http://${reachable(plan.host)}:${plan.port}/readyz`, supervisor);
    if (plan.inbox) await answers(`${environment.INBOX_URL}/healthz`, supervisor);
    if (plan.sandbox) await standInsAnswer();
  });
  if (supervisor.isEnding) return;
  const demo = plan.demo
    ? writeDemoFile(plan, { environment, adminUrl, bankUrl, pids: { supervisor: process.pid, ...record.pids } })
    : null;
  welcome(plan, demo, environment);
}

/** First of all, because what a killed run left behind may still hold the port. */
async function clearAway(plan) {
  removeDemoFile(plan);
  const left = await endLeftovers(plan.dataDir);
  if (left.length > 0) say("saldo", `ended what a killed run had left behind: ${left.join(", ")}`);
}

async function freePorts(names, spokenFor) {
  const ports = {};
  for (const name of names) ports[name] = await freePort([...spokenFor, ...Object.values(ports)]);
  return ports;
}

function welcome(plan, demo, environment) {
  say("saldo", `Saldo answers at ${plan.url}`);
  if (demo?.accounts.length) {
    const signIns = demo.accounts.map(({ email, role }) => `${email} (${role})`);
    say("saldo", `Sign in as ${signIns.join(", ")}`);
    say(
      "saldo",
      `The password of every demo account is ${demo.accounts[0].password}. Addresses and keys: ${plan.dataDir}/demo.json`,
    );
  }
  if (plan.inbox) say("saldo", `Mails go nowhere; read them at ${plan.url}/dev/inbox`);
  if (plan.sandbox) {
    say("saldo", "No real money moves: a sandbox stands in for Stripe. Any test card pays, like 4242 4242 4242 4242");
    say("saldo", `What was paid, and what happens next, is to be seen at ${environment.STRIPE_API_URL}/_sandbox`);
  }
  say("saldo", "Ctrl-C stops everything.");
}

/** An address to listen on that means "all of them" is none to connect to. */
function reachable(host) {
  if (host === "0.0.0.0") return "127.0.0.1";
  if (host === "::") return "[::1]";
  return host.includes(":") ? `[${host}]` : host;
}
