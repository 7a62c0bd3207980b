import "server-only";
import { randomBytes } from "node:crypto";
import { hash, type Options, verify } from "@node-rs/argon2";
import { Turnstile } from "@/db/turnstile";
import { AppError } from "@/lib/errors";
import { passwordMaximum, passwordMinimum, passwordProblem } from "./password-rules";

/** argon2id with 64 MiB: about 80 ms on a small server, and above what OWASP asks for. */
const cost = { memoryCost: 65_536, timeCost: 4, parallelism: 1 } satisfies Options;

/** Two at once: a flood of sign-ins must neither take all memory nor every core. */
const gate = new Turnstile(2, 5_000);

/** Refuses a password that somebody could guess. */
export function assertGoodPassword(password: string, email: string, field = "password"): void {
  const problem = passwordProblem(password, email);
  if (!problem) return;
  throw new AppError("invalid", problem, { field, values: { min: passwordMinimum, max: passwordMaximum } });
}

export async function hashPassword(password: string): Promise<string> {
  const leave = await gate.enter();
  try {
    return await hash(spelled(password), cost);
  } finally {
    leave();
  }
}

/**
 * Takes as long for somebody without a password, or for nobody at all, as for a wrong one: the clock must not tell
 * who has an account.
 */
export async function passwordMatches(password: string, stored: string | null): Promise<boolean> {
  const nobodys = await standIn();
  const tooLong = password.length > passwordMaximum;
  const leave = await gate.enter();
  try {
    const matches = await verify(stored ?? nobodys, tooLong ? "" : spelled(password));
    return matches && stored !== null && !tooLong;
  } finally {
    leave();
  }
}

/** Whether a hash is weaker than what we make today. */
export function needsRehash(stored: string): boolean {
  const [, m, t, p] = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$/.exec(stored) ?? [];
  return Number(m) !== cost.memoryCost || Number(t) !== cost.timeCost || Number(p) !== cost.parallelism;
}

/** One word, however a keyboard composes its accents. */
function spelled(password: string): string {
  return password.normalize("NFKC");
}

let nobody: Promise<string> | undefined;

function standIn(): Promise<string> {
  nobody ??= hash(randomBytes(24), cost);
  return nobody;
}
