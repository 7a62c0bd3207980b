import { sql } from "drizzle-orm";
import { afterAll, describe, expect, it, vi } from "vitest";
import { closeConnections, database } from "@/db";
import type { WorkspaceId } from "@/lib/context";
import { closeFiles, filesInUse, readForFile } from "./files";

afterAll(async () => {
  await closeFiles();
  await closeConnections();
});

const scope = { workspaceId: "ws_none" as WorkspaceId, timeZone: "UTC" };
const atWork = sql`select count(*)::int as count from pg_stat_activity
  where application_name = 'saldo-files' and state = 'active' and query like '%pg_sleep(60)%'`;

describe("reading for files", () => {
  it("is broken off in the database when it is given up, and the next one is not", async () => {
    const leaving = new AbortController();
    const reading = readForFile({ ...scope, signal: leaving.signal }, sql`select pg_sleep(60)::text`);
    const refused = expect(reading).rejects.toMatchObject({ code: "57014" });
    await vi.waitFor(async () => expect(await database().execute(atWork)).toMatchObject([{ count: 1 }]));
    leaving.abort();
    await refused;
    expect(filesInUse()).toBe(0);
    const next = Array.from({ length: 8 }, (_, i) =>
      readForFile({ ...scope, signal: undefined }, sql`select ${i}::int::text, pg_sleep(0.05)::text`),
    );
    const told = (await Promise.all(next)).map((row) => row?.[0]?.toString());
    expect(told).toEqual(["0", "1", "2", "3", "4", "5", "6", "7"]);
  });
});
