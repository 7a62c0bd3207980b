import "server-only";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Sql } from "postgres";

const folder = join(process.cwd(), "db/functions");

/**
 * The functions of the books are one schema, made anew from their files with every migration: what runs is what can be
 * read there. All in one transaction, so that nobody ever meets half of them.
 */
export async function installFunctions(owner: Sql): Promise<void> {
  const files = readdirSync(folder).filter((name) => name.endsWith(".sql"));
  await owner.begin(async (tx) => {
    await tx.unsafe("drop schema if exists books cascade; create schema books");
    // Bodies are read when they first run, so the order of the files does not matter, but for types: events.sql is in time.
    await tx.unsafe("set local check_function_bodies = off");
    for (const name of files.sort()) await tx.unsafe(readFileSync(join(folder, name), "utf8"));
  });
}
