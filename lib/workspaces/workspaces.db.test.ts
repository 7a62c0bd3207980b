import { eq, sql } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { database, inIdentity, inScope, inWorkspace } from "@/db";
import { pockets } from "@/db/schema/ledger";
import { notifications, outbox } from "@/db/schema/work";
import {
  apiKeys,
  auditHeads,
  auditLines,
  companies,
  invitations,
  memberships,
  workspaces,
} from "@/db/schema/workspaces";
import { createApiKey } from "@/lib/api-keys/create-api-key";
import { listMemberships } from "@/lib/gate/workspace";
import { readBalance } from "@/lib/ledger/balance";
import { listAudit } from "@/lib/team/data";
import { inviteMembers } from "@/lib/team/invite-members";
import { closeStage, someone, workspaceWith } from "@/lib/team/testing";
import { changeCompany } from "./change-company";
import { changeWorkspace } from "./change-workspace";
import { createWorkspace } from "./create-workspace";
import { readCompany } from "./data";

afterAll(closeStage);

const place = { currency: "AOA", country: "AO", timeZone: "Africa/Luanda", locale: "pt" } as const;
const noCompany = {
  legalName: "",
  taxId: "",
  country: "",
  addressLine1: "",
  addressLine2: "",
  city: "",
  region: "",
  postalCode: "",
  receiptsEmail: "",
};

const ownedTables = {
  companies,
  memberships,
  invitations,
  auditLines,
  auditHeads,
  apiKeys,
  pockets,
  outbox,
  notifications,
};

async function filledWorkspace() {
  const made = await workspaceWith(["viewer"]);
  await inviteMembers(made.owner.ctx, { addresses: `guest@${made.slug}.example`, role: "viewer", locale: "en" });
  const secret = { lookup: `lookup-${made.slug}`, secretHash: "hash", lastFour: "abcd" };
  await createApiKey(made.owner.ctx, { name: "Test", scopes: ["credits:read"], secret });
  return made;
}

describe("a new workspace", () => {
  it("has its owner, its pocket, its company row and its first audit line from the start", async () => {
    const owner = await someone();
    const { id, slug } = await createWorkspace(owner, { name: "Kianda Logistics", ...place });
    const ctx = { ...owner, workspaceId: id };
    expect(slug).toBe("kianda-logistics");
    expect(await listMemberships(owner)).toMatchObject([{ role: "owner", workspace: { id, currency: "AOA" } }]);
    expect((await readBalance(ctx)).availableMicro).toBe(0n);
    expect((await readCompany(ctx)).isComplete).toBe(false);
    expect((await listAudit(ctx, { size: 5 })).rows).toMatchObject([{ seq: 1, action: "workspace.create" }]);
  });

  it("gets an address of its own when others of the same name are made at the same moment", async () => {
    const people = await Promise.all(Array.from({ length: 6 }, () => someone()));
    const made = await Promise.all(people.map((person) => createWorkspace(person, { name: "Twins", ...place })));
    expect(new Set(made.map(({ slug }) => slug)).size).toBe(6);
    expect(made.map(({ slug }) => slug)).toContain("twins");
  });

  it("leaves nothing behind when a part of it cannot be written", async () => {
    const owner = await someone();
    await expect(createWorkspace(owner, { name: "Half", ...place, country: "Angola" })).rejects.toThrow();
    expect(await listMemberships(owner)).toEqual([]);
  });
});

describe("changes", () => {
  it("record what was and what is, and nothing when nothing changed", async () => {
    const { owner } = await workspaceWith();
    const same = { name: "Test House", timeZone: "Africa/Luanda", locale: "en" as const };
    await changeWorkspace(owner.ctx, same);
    await changeWorkspace(owner.ctx, { ...same, timeZone: "Asia/Jakarta" });
    const { rows } = await listAudit(owner.ctx, { size: 9 });
    expect(rows.filter(({ action }) => action === "workspace.change")).toMatchObject([
      { before: { timeZone: "Africa/Luanda" }, after: { timeZone: "Asia/Jakarta" } },
    ]);
  });

  it("of the company keep its content out of the audit line", async () => {
    const { owner } = await workspaceWith();
    await changeCompany(owner.ctx, { ...noCompany, legalName: "Kianda, Lda", addressLine1: "Rua 1", city: "Luanda" });
    expect(await readCompany(owner.ctx)).toMatchObject({ legalName: "Kianda, Lda", isComplete: true });
    const [line] = (await listAudit(owner.ctx, { size: 1 })).rows;
    expect(line?.after).toEqual({ fields: ["addressLine1", "city", "legalName"] });
    expect(JSON.stringify(line)).not.toContain("Kianda");
  });
});

describe("the second wall", () => {
  it("shows nothing of any table to a query without a scope", async () => {
    const { owner } = await filledWorkspace();
    for (const [name, table] of Object.entries({ ...ownedTables, workspaces })) {
      expect(await database().select().from(table), name).toEqual([]);
    }
    expect(await inWorkspace(owner.ctx, (tx) => tx.select().from(auditLines))).not.toEqual([]);
  });

  it("shows and lets change nothing of another workspace, whatever the query names", async () => {
    const [ours, theirs] = [await filledWorkspace(), await filledWorkspace()];
    for (const [name, table] of Object.entries(ownedTables)) {
      const foreign = eq(table.workspaceId, theirs.id);
      const seen = await inWorkspace(ours.owner.ctx, (tx) => tx.select().from(table).where(foreign));
      expect(seen, `${name} read`).toEqual([]);
      if (table === auditLines) continue;
      const changed = await inWorkspace(ours.owner.ctx, (tx) =>
        tx.update(table).set({ workspaceId: ours.id }).where(foreign).returning(),
      );
      expect(changed, `${name} changed`).toEqual([]);
      if (table === auditHeads) continue;
      const deleted = await inWorkspace(ours.owner.ctx, (tx) => tx.delete(table).where(foreign).returning());
      expect(deleted, `${name} deleted`).toEqual([]);
    }
    const renamed = await inWorkspace(ours.owner.ctx, (tx) =>
      tx.update(workspaces).set({ name: "Taken" }).where(eq(workspaces.id, theirs.id)).returning(),
    );
    expect(renamed).toEqual([]);
    expect(await readBalance(theirs.owner.ctx)).toMatchObject({ availableMicro: 0n });
  });

  it("refuses a row that is written into another workspace", async () => {
    const [ours, theirs] = [await filledWorkspace(), await filledWorkspace()];
    const intruder = {
      workspaceId: theirs.id,
      userId: ours.owner.userId,
      role: "owner" as const,
      createdAt: new Date(),
    };
    await expect(inWorkspace(ours.owner.ctx, (tx) => tx.insert(memberships).values(intruder))).rejects.toMatchObject({
      cause: { code: "42501" },
    });
    const moved = inWorkspace(ours.owner.ctx, (tx) =>
      tx.update(apiKeys).set({ workspaceId: theirs.id }).where(eq(apiKeys.workspaceId, ours.id)),
    );
    await expect(moved).rejects.toMatchObject({ cause: { code: "42501" } });
  });

  it("lets a signed-in person see their own memberships and write none", async () => {
    const { id, members } = await filledWorkspace();
    const viewer = members[0];
    if (!viewer) throw new Error("a viewer was asked for");
    const identity = { actor: viewer.ctx.actor, now: new Date(), db: database(), requestId: "req_test" };
    expect(await inIdentity(identity, (tx) => tx.select().from(memberships))).toMatchObject([
      { workspaceId: id, role: "viewer" },
    ]);
    const promoted = inIdentity(identity, (tx) =>
      tx.update(memberships).set({ role: "owner" }).where(eq(memberships.userId, viewer.userId)),
    );
    await expect(promoted).rejects.toMatchObject({ cause: { code: "42501" } });
  });

  it("forgets the scope with the transaction that set it", async () => {
    const { id } = await filledWorkspace();
    await inScope(database(), { ws: id }, (tx) => tx.select().from(pockets));
    const left = await Promise.all(
      Array.from({ length: 20 }, () => database().execute<{ ws: string | null }>(sql`select app_setting('ws') as ws`)),
    );
    expect(left.map(([row]) => row?.ws)).toEqual(Array(20).fill(null));
  });
});
