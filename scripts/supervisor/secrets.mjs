import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { readJson, writeJson } from "./atomic-json.mjs";
import { Refusal } from "./refusal.mjs";

const random = () => randomBytes(36).toString("base64url");

/** The secrets of an embedded run: made once, kept in the data folder, readable by its owner alone. */
export function embeddedSecrets(dataDir) {
  const file = join(dataDir, "secrets.json");
  const kept = readJson(file);
  if (!kept && (existsSync(join(dataDir, "postgres")) || existsSync(join(dataDir, "postgres-place.json")))) {
    throw new Refusal(
      `${file} is missing, and without it nobody can open the database beside it. Bring the file back, or remove ${dataDir} to start anew.`,
    );
  }
  const secrets = {
    NEXTAUTH_SECRET: random(),
    API_KEY_PEPPER: random(),
    METRICS_TOKEN: random(),
    postgres: { admin: random(), migrator: random(), app: random(), worker: random() },
    ...kept,
  };
  if (JSON.stringify(secrets) !== JSON.stringify(kept)) writeJson(file, secrets);
  return secrets;
}
