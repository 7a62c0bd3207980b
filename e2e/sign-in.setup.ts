import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type APIRequestContext, request } from "@playwright/test";
import { accountOf, type Cookies, cookiesFile, demo, demoFile, everybody, keeper, type Who } from "./fixtures";

export default async function signEverybodyIn(): Promise<void> {
  setTheStage();
  const cookies: Partial<Record<Who, Cookies>> = {};
  for (const who of [...everybody, keeper]) {
    const context = await request.newContext({ baseURL: demo.url });
    cookies[who] = await signIn(context, who);
    await context.dispose();
  }
  mkdirSync(dirname(cookiesFile), { recursive: true });
  writeFileSync(cookiesFile, JSON.stringify(cookies), { mode: 0o600 });
}

/** What pictures are taken of is written straight into the books of the run that is visited. */
function setTheStage(): void {
  const root = join(import.meta.dirname, "..");
  const env = { ...process.env, SALDO_DATA_DIR: dirname(demoFile) };
  execFileSync(process.execPath, ["scripts/run.mjs", "scripts/test/stage.ts"], { cwd: root, env, stdio: "inherit" });
}

/** As a program would: a token against forgery, then the address and the password. */
async function signIn(context: APIRequestContext, who: Who): Promise<Cookies> {
  const { email, password } = accountOf(who);
  const { csrfToken } = await (await context.get("/api/auth/csrf")).json();
  const answer = await context.post("/api/auth/callback/credentials", {
    form: { csrfToken, email, password, json: "true" },
  });
  if (!answer.ok()) throw new Error(`${email} cannot sign in: ${answer.status()}`);
  const { cookies } = await context.storageState();
  return cookies.filter(({ name }) => name.endsWith("session-token"));
}
