import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeConnections, database, inScope, inSystem, inWorkspace, systemDatabase } from "@/db";
import { auditVerdicts, bookVerdicts } from "@/db/schema/work";
import { workspaces } from "@/db/schema/workspaces";
import { personWith, workspaceOf } from "@/lib/auth/testing";
import type { Context } from "@/lib/context";

let mine: Context;
let theirs: Context;

beforeAll(async () => {
  mine = await workspaceOf((await personWith()).id);
  theirs = await workspaceOf((await personWith()).id);
});
afterAll(() => closeConnections());

const refused = { cause: { code: "42501" } };

describe("row-level security", () => {
  it("covers every table that names a workspace, for the owner too, and by the role where it looks over all of them", async () => {
    const tables = await database().execute<{ name: string; part: boolean; open: boolean; policies: string[] }>(sql`
      select c.relname as name, c.relispartition as part, not (c.relrowsecurity and c.relforcerowsecurity) as open,
        array(select p.qual from pg_policies p where p.schemaname = 'public' and p.tablename = c.relname) as policies
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind in ('r', 'p') and (c.relname = 'workspaces'
        or exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'workspace_id'))`);
    expect(tables.length).toBeGreaterThan(9);
    for (const { name, part, open, policies } of tables) {
      // A part of a table is reached through the whole; by its own name it shows nobody anything.
      expect({ name, open, policies: policies.length }).toEqual({ name, open: false, policies: part ? 0 : 1 });
      if (!part) expect(policies[0], name).not.toContain("app_setting('system'");
    }
  });

  it("shows a workspace its own rows and nobody else's", async () => {
    const seen = await inWorkspace(mine, (tx) =>
      tx.execute<{ id: string }>(sql`select workspace_id as id from memberships`),
    );
    expect(new Set(seen.map(({ id }) => id))).toEqual(new Set([mine.workspaceId]));
  });

  it("refuses a row written for another workspace", async () => {
    const write = inWorkspace(mine, (tx) =>
      tx.execute(sql`update workspaces set name = 'x' where id = ${theirs.workspaceId} returning id`),
    );
    expect(await write).toHaveLength(0);
    const smuggle = inWorkspace(mine, (tx) =>
      tx.execute(sql`insert into outbox (workspace_id, id, topic, payload, effect_key, created_at, available_at)
        values (${theirs.workspaceId}, 'out_x', 't', '{}', 'x', now(), now())`),
    );
    await expect(smuggle).rejects.toMatchObject(refused);
  });

  it("keeps the scope over all workspaces for the worker's account: the application may claim it and sees nothing", async () => {
    const count = (tx: ReturnType<typeof database>) => tx.$count(workspaces);
    expect(await inSystem(database(), count)).toBe(0);
    expect(await inSystem(systemDatabase(), count)).toBe(2);
    expect(await inScope(systemDatabase(), {}, count)).toBe(0);
  });

  it("lets the application read a verdict on the audit trail and the books and not write one", async () => {
    const verdict = { verifiedAt: new Date(), workspaces: 2, lines: 0, broken: 0 };
    await expect(database().insert(auditVerdicts).values(verdict)).rejects.toMatchObject(refused);
    expect(await database().$count(auditVerdicts)).toBe(0);
    const books = { checkedAt: new Date(), workspaces: 2, transactions: 0, events: 0, wrong: 0 };
    await expect(database().insert(bookVerdicts).values(books)).rejects.toMatchObject(refused);
    expect(await database().$count(bookVerdicts)).toBe(0);
  });
});
