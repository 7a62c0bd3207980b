import "server-only";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { type Db, inIdentity, inSystem } from "@/db";
import { users } from "@/db/schema/identity";
import { plans } from "@/db/schema/plans";
import { workspaces } from "@/db/schema/workspaces";
import { demoAccounts, demoPassword } from "@/lib/auth/demo-accounts";
import { seedPerson } from "@/lib/auth/seed-person";
import { ensureOffers } from "@/lib/catalogue/publish-offer";
import type { Context, IdentityContext, UserId, WorkspaceId } from "@/lib/context";
import { invariant } from "@/lib/errors";
import type { Role } from "@/lib/gate/permissions";
import { ensureCatalogue } from "@/lib/rates/publish-card";
import { addMember } from "@/lib/team/add-member";
import { changeCompany } from "@/lib/workspaces/change-company";
import { createWorkspace } from "@/lib/workspaces/create-workspace";
import { demoKey, demoKeyId, markUsed } from "./demo-key";
import { bintang } from "./history/bintang";
import { kianda } from "./history/kianda";
import { meridian } from "./history/meridian";
import { demoPlans } from "./history/plans";
import { ensurePast, foundedAt, playHistory } from "./history/play";
import { demoPeople } from "./people";
import { seedSellers } from "./sellers";
import { playPresent } from "./selling/present";
import { cardTill, demoTill, type Till } from "./selling/till";
import { demoWorkspaces } from "./workspaces";

export type SeedFile = {
  workspace: string;
  accounts: { email: string; password: string; role: string }[];
  api_key: string;
};

type Seeding = {
  db: Db;
  now: Date;
  kept: SeedFile | null;
  /** Where its credits are paid. */
  till?: Till;
  /** How much usage the past of a demo that is not there yet has. */
  events?: number;
  /** Hears how many events were written of how many. */
  told?: (written: number, of: number) => void;
};
type Member = { userId: UserId; role: Role };

const mainSlug = "kianda";

/** What the stories come to when they are told as they are. */
const usualEvents = 210_000;

/**
 * The people and workspaces of the demo and what they have used, made through the same verbs as everybody's. Seeding
 * again changes nothing.
 */
export async function seedDemo({ db, now, kept, till, events = usualEvents, told }: Seeding): Promise<SeedFile> {
  await ensureCatalogue(db, now);
  await ensureOffers(db, now);
  await seedSellers(db, now);
  await inSystem(db, (tx) =>
    tx
      .insert(plans)
      .values(demoPlans.map((plan) => ({ ...plan, createdAt: now })))
      .onConflictDoNothing(),
  );
  const nobody: IdentityContext = { actor: null, now, db, requestId: "req_seed" };
  const team: Member[] = [];
  for (const { email, role } of demoAccounts) {
    const person = demoPeople[email];
    invariant(person, "every account of the demo has a name");
    const isOperator = role === "operator";
    const userId = await seedPerson(nobody, { email, ...person, password: demoPassword, isOperator });
    if (role !== "operator") team.push({ userId, role });
  }
  const owner = team.find(({ role }) => role === "owner");
  invariant(owner, "the demo has an owner");
  const asOwner: IdentityContext = { ...nobody, actor: { kind: "user", id: owner.userId } };

  await seedWorkspaces(asOwner, team);
  const [main] = await inSystem(db, (tx) => tx.select().from(workspaces).where(eq(workspaces.slug, mainSlug)));
  invariant(main, "the demo's main workspace is there");
  await landIn(main.id, team, db);
  const mainCtx = contextIn(asOwner, main.id);
  const key = await demoKey(mainCtx, kept?.api_key ?? null);
  await ensurePast({ db }, now);
  const apiKeyId = await demoKeyId(mainCtx);
  await playAll(asOwner, { events, told, apiKeyId, till: till ?? (await demoTill()) });
  await markUsed(mainCtx, apiKeyId);
  const accounts = demoAccounts.map(({ email, role }) => ({ email, password: demoPassword, role }));
  return { workspace: mainSlug, accounts, api_key: key };
}

/** Each whole or not at all: what somebody changed in the demo since then stays as they left it. */
async function seedWorkspaces(asOwner: IdentityContext, team: readonly Member[]): Promise<void> {
  const slugs = demoWorkspaces.map(({ slug }) => slug);
  const present = await inSystem(asOwner.db, (tx) =>
    tx.select({ slug: workspaces.slug }).from(workspaces).where(inArray(workspaces.slug, slugs)),
  );
  for (const { company, ...input } of demoWorkspaces) {
    if (present.some(({ slug }) => slug === input.slug)) continue;
    await inIdentity(asOwner, async (tx) => {
      const identity = { ...asOwner, db: tx, now: foundedAt(asOwner.now) };
      const ctx = contextIn(identity, (await createWorkspace(identity, input)).id);
      if (company) await changeCompany(ctx, company);
      if (input.slug !== mainSlug) return;
      for (const member of team) if (member.role !== "owner") await addMember(ctx, member);
    });
  }
}

/** The three pasts beside each other; the database and this process take turns on each. */
async function playAll(
  asOwner: IdentityContext,
  { events, told, apiKeyId, till }: { events: number; told: Seeding["told"]; apiKeyId: string; till: Till },
): Promise<void> {
  const rows = await inSystem(asOwner.db, (tx) =>
    tx.select({ id: workspaces.id, slug: workspaces.slug }).from(workspaces),
  );
  let written = 0;
  const tell = (count: number) => {
    written += count;
    told?.(written, events);
  };
  const scale = events / usualEvents;
  await Promise.all(
    [kianda, bintang, meridian].map(async (story) => {
      const id = rows.find(({ slug }) => slug === story.slug)?.id;
      if (!id) return;
      const key = story.slug === mainSlug ? apiKeyId : null;
      const ctx = contextIn(asOwner, id);
      const isNew = await playHistory(ctx, { story, scale, apiKeyId: key, till, told: tell });
      if (isNew && till === cardTill) await playPresent(ctx, story.slug);
    }),
  );
}

/** Whoever has not been anywhere yet starts in the workspace that has something to show. */
async function landIn(workspaceId: WorkspaceId, team: readonly Member[], db: Db): Promise<void> {
  const ids = team.map(({ userId }) => userId);
  await inSystem(db, (tx) =>
    tx
      .update(users)
      .set({ lastWorkspaceId: workspaceId })
      .where(and(inArray(users.id, ids), isNull(users.lastWorkspaceId))),
  );
}

function contextIn(identity: IdentityContext, workspaceId: WorkspaceId): Context {
  const { actor, now, db, requestId } = identity;
  invariant(actor?.kind === "user", "the demo's owner acts");
  return { workspaceId, actor, now, db, requestId };
}
