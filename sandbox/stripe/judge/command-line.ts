import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

const require = createRequire(import.meta.url);

/** The official Stripe command line, as installed for this machine. */
export function commandLine(): string {
  const name = `@stripe/cli-${process.platform}-${process.arch}`;
  const program = join(dirname(require.resolve(`${name}/package.json`)), "bin/stripe");
  if (!existsSync(program)) throw new Error(`${name} has no program at ${program}.`);
  return program;
}

/** Lets the command line play one of Stripe's own fixtures against an address. */
export async function trigger(event: string, url: string): Promise<void> {
  const args = ["trigger", event, "--api-key", "sk_test_123456789012345678901234", "--api-base", url];
  const env = { ...process.env, HOME: tmpdir(), STRIPE_CLI_TELEMETRY_OPTOUT: "1" };
  const { stdout } = await promisify(execFile)(commandLine(), args, { env, timeout: 30_000 });
  if (!/Trigger succeeded/.test(stdout)) throw new Error(stdout);
}
