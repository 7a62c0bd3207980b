import { join } from "node:path";
import { forInbox, forWeb, forWorker } from "./environment.mjs";
import { root } from "./paths.mjs";
import { bankPart, stripePart } from "./stand-ins.mjs";
import { typescript, typescriptEnvironment } from "./typescript.mjs";

/** The processes of a run beside the database, in starting order; they stop the other way round. */
export function partsOf(plan, environment) {
  const development = plan.mode === "development";
  const watched = (file) =>
    development
      ? [join(root, "node_modules/tsx/dist/cli.mjs"), "watch", "--clear-screen=false", join(root, file)]
      : typescript(file);
  const inbox = {
    name: "inbox",
    args: typescript("sandbox/inbox/main.ts"),
    environment: { ...forInbox(environment), ...typescriptEnvironment },
    graceMs: 2_000,
  };
  const worker = {
    name: "worker",
    args: watched("scripts/worker.ts"),
    environment: { ...forWorker(environment), ...typescriptEnvironment },
    graceMs: 6_000,
  };
  const web = {
    name: "web",
    args: development
      ? [join(root, "node_modules/next/dist/bin/next"), "dev", "--port", String(plan.port), "--hostname", plan.host]
      : ["--import", join(root, "scripts/edge.mjs"), join(root, ".next/standalone/server.js")],
    environment: forWeb(environment),
    graceMs: 5_000,
  };
  return [
    ...(plan.sandbox ? [stripePart(environment), bankPart(environment)] : []),
    ...(plan.inbox ? [inbox] : []),
    worker,
    web,
  ];
}
