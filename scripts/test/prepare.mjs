import { requireEngine } from "../supervisor/install.mjs";
import { build, install } from "../supervisor/prepare.mjs";
import { Refusal } from "../supervisor/refusal.mjs";
import { runNode } from "./programs.mjs";

export async function prepareCheckout() {
  requireEngine();
  await install(task, process.env);
}

export function buildCheckout() {
  return build(task, process.env);
}

async function task(_label, args, env, failure) {
  const { code, output } = await runNode(args, { env, quiet: true });
  if (code !== 0) throw new Refusal(`${output.trim().split("\n").slice(-60).join("\n")}\n${failure}`);
}
