import "server-only";
import { join } from "node:path";
import { systemDatabase } from "@/db";
import { env } from "@/lib/env";
import { readJson, writeJson } from "@/scripts/supervisor/atomic-json.mjs";
import { type SeedFile, seedDemo } from "./seed-demo";

/** Seeds the process's database and keeps what cannot be read back from it: the demo's key in plain. */
export async function seedAndKeep(
  options: Pick<Parameters<typeof seedDemo>[0], "events" | "told"> = {},
): Promise<SeedFile> {
  const file = join(env().SALDO_DATA_DIR, "seed.json");
  const kept: SeedFile | null = readJson(file);
  const seeded = await seedDemo({ db: systemDatabase(), now: new Date(), kept, ...options });
  if (JSON.stringify(seeded) !== JSON.stringify(kept)) writeJson(file, seeded);
  return seeded;
}
