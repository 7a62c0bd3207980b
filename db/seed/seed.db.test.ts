import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeConnections, database, inSystem, systemDatabase } from "@/db";
import { closeHot } from "@/db/hot";
import { users } from "@/db/schema/identity";
import { verifyAudit } from "@/lib/audit/verify-audit";
import { passwordMatches } from "@/lib/auth/password";
import { openApiKey } from "@/lib/gate/api-key";
import { apiScopes } from "@/lib/gate/permissions";
import { listMemberships } from "@/lib/gate/workspace";
import { emptyDatabase } from "./empty-database";
import { type SeedFile, seedDemo } from "./seed-demo";

const now = new Date("2026-06-24T10:00:00Z");
const seed = (kept: SeedFile | null) => seedDemo({ db: systemDatabase(), now, kept, events: 2_000 });
let seeded: SeedFile;

beforeAll(async () => {
  seeded = await seed(null);
});
afterAll(async () => {
  await closeHot();
  await closeConnections();
});

const tables = [
  "users",
  "workspaces",
  "companies",
  "memberships",
  "invitations",
  "audit_lines",
  "audit_heads",
  "api_keys",
  "pockets",
  "lots",
  "journal",
  "usage_events",
  "holds",
  "agents",
  "numbers",
  "plans",
  "subscriptions",
  "plan_periods",
  "outbox",
  "notifications",
];

/** Everything that seeding writes, as one fingerprint. */
function contents(): Promise<string> {
  return inSystem(systemDatabase(), async (tx) => {
    const hash = createHash("sha256");
    for (const table of tables) {
      hash.update(
        JSON.stringify(
          await tx.execute(
            sql`select to_jsonb(t) - 'last_used_at' as row from ${sql.identifier(table)} t order by t::text`,
          ),
        ),
      );
    }
    return hash.digest("hex");
  });
}

const opens = (key: string) => openApiKey(key, "credits:read", now, "req_test");

describe("the demo", () => {
  it("is the same after seeding a second time", async () => {
    const before = await contents();
    expect(await seed(seeded)).toEqual(seeded);
    expect(await contents()).toBe(before);
  });

  it("has a person for every role, who can sign in with the printed password", async () => {
    expect(seeded.accounts.map(({ role }) => role)).toEqual([
      "owner",
      "admin",
      "finance",
      "developer",
      "viewer",
      "operator",
    ]);
    for (const account of seeded.accounts) {
      const [person] = await database().select().from(users).where(sql`${users.email} = ${account.email}`);
      expect(await passwordMatches(account.password, person?.passwordHash ?? null), account.email).toBe(true);
      if (!person) continue;
      const own = await listMemberships({
        actor: { kind: "user", id: person.id },
        now,
        db: database(),
        requestId: "req_test",
      });
      const inMain = own.find(({ workspace }) => workspace.slug === "kianda")?.role;
      expect(inMain).toBe(account.role === "operator" ? undefined : account.role);
      expect(own.length).toBe({ owner: 3, operator: 0 }[account.role] ?? 1);
    }
  });

  it("has a key that opens every scope, and audit chains that are whole", async () => {
    for (const scope of apiScopes)
      expect((await openApiKey(seeded.api_key, scope, now, "req_test")).workspace.slug).toBe("kianda");
    expect((await verifyAudit(systemDatabase())).findings).toEqual([]);
  });

  it("makes a new key and revokes the old one when the plain key was lost", async () => {
    const again = await seed(null);
    expect(again.api_key).not.toBe(seeded.api_key);
    await expect(opens(seeded.api_key)).rejects.toMatchObject({ code: "unauthenticated" });
    expect((await opens(again.api_key)).workspace.slug).toBe("kianda");
    seeded = again;
  });

  it("does not bring back what somebody removed since", async () => {
    await inSystem(systemDatabase(), (tx) => tx.execute(sql`delete from memberships where role = 'viewer'`));
    const before = await contents();
    await seed(seeded);
    expect(await contents()).toBe(before);
  });

  it("comes back whole, with the key that was handed out, after it was emptied", async () => {
    await emptyDatabase({
      migratorUrl: process.env.DATABASE_MIGRATOR_URL ?? "",
      workerUrl: process.env.DATABASE_WORKER_URL ?? "",
    });
    expect(await inSystem(systemDatabase(), (tx) => tx.$count(users))).toBe(0);
    expect(await seed(seeded)).toEqual(seeded);
    expect((await opens(seeded.api_key)).workspace.slug).toBe("kianda");
    await expect(database().execute(sql`truncate audit_lines`)).rejects.toMatchObject({ cause: { code: "42501" } });
  });
});
