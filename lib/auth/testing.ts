import { randomBytes } from "node:crypto";
import { desc, sql } from "drizzle-orm";
import { connect, database, inIdentity, inWorkspace } from "@/db";
import { mailTokens, sessions } from "@/db/schema/identity";
import { auditHeads, invitations, memberships } from "@/db/schema/workspaces";
import type { Context, IdentityContext, UserId } from "@/lib/context";
import { AppError, invariant } from "@/lib/errors";
import type { Role } from "@/lib/gate/permissions";
import { newId } from "@/lib/ids";
import { workspaceInLuanda } from "@/lib/workspaces/testing";
import { invitationPurpose } from "./invitation";
import type { MailPurpose } from "./link-minutes";
import { mailLinkUrl } from "./mail-link";
import { seedPerson } from "./seed-person";

export const noon = new Date("2026-06-24T12:00:00Z");
export const password = "cedar lantern 48";
export const phone = { userAgent: "Mozilla/5.0 (iPhone) Version/18.5 Mobile Safari/604.1", ip: "203.0.113.7" };

export function minutesLater(minutes: number): Date {
  return new Date(noon.getTime() + minutes * 60_000);
}

export function stranger(now = noon): IdentityContext {
  return { actor: null, now, db: database(), requestId: "req_test" };
}

export function asPerson(id: UserId, now = noon): IdentityContext {
  return { ...stranger(now), actor: { kind: "user", id } };
}

export async function personWith(options: { email?: string; password?: string } = {}) {
  const email = options.email ?? `${randomBytes(6).toString("hex")}@kianda.example`;
  const made = { email, name: "Ana Silva", password: options.password ?? password, locale: "pt" } as const;
  return { id: await seedPerson(stranger(), made), email };
}

/** The token of the latest link mailed to an address. */
export async function mailedToken(email: string, purpose: MailPurpose): Promise<string> {
  const [latest] = await database()
    .select()
    .from(mailTokens)
    .where(sql`${mailTokens.email} = ${email} and ${mailTokens.purpose} = ${purpose}`)
    .orderBy(desc(mailTokens.id))
    .limit(1);
  invariant(latest, `a ${purpose} link was mailed to ${email}`);
  return tokenOf(mailLinkUrl("/", latest.id, purpose));
}

export function tokenOf(url: string): string {
  return new URL(url).searchParams.get("token") ?? "";
}

type QueuedMail = { template: string; to: { address: string; name: string } };

/** Every mail that waits to be sent, oldest first. */
export async function queuedMails(): Promise<QueuedMail[]> {
  const queue = connect(process.env.DATABASE_WORKER_URL ?? "", { max: 1 });
  const rows = await queue.db.execute<{ payload: QueuedMail }>(
    sql`select payload from graphile_worker._private_jobs where payload ->> 'template' is not null order by id`,
  );
  await queue.close();
  return rows.map(({ payload }) => payload);
}

export async function mailsTo(address: string): Promise<string[]> {
  return (await queuedMails()).filter(({ to }) => to.address === address).map(({ template }) => template);
}

export function openSessionsOf(userId: UserId) {
  return database()
    .select({ id: sessions.id })
    .from(sessions)
    .where(sql`${sessions.userId} = ${userId} and ${sessions.revokedAt} is null`);
}

export function workspaceOf(owner: UserId): Promise<Context> {
  return workspaceInLuanda({ actor: { kind: "user", id: owner }, now: noon }, async (tx, workspaceId) => {
    await tx.insert(auditHeads).values({ workspaceId });
    await tx.insert(memberships).values({ workspaceId, userId: owner, role: "owner", createdAt: noon });
  });
}

export async function invitationTo(ctx: Context, email: string, options: { role?: Role; sendCount?: number } = {}) {
  invariant(ctx.actor.kind === "user", "people invite people");
  const { role = "finance", sendCount = 1 } = options;
  const row = {
    workspaceId: ctx.workspaceId,
    id: newId("inv"),
    email,
    role,
    locale: "pt",
    invitedBy: ctx.actor.id,
    createdAt: noon,
    lastSentAt: noon,
    sendCount,
    expiresAt: minutesLater(7 * 24 * 60),
  };
  await inWorkspace(ctx, (tx) => tx.insert(invitations).values(row));
  const tokenAt = (count: number) => tokenOf(mailLinkUrl("/invitation", row.id, invitationPurpose(count)));
  return { id: row.id, token: tokenAt(sendCount), tokenAt };
}

export function membersOf(ctx: Context) {
  return inWorkspace(ctx, (tx) => tx.select({ userId: memberships.userId, role: memberships.role }).from(memberships));
}

export function signedUp(email: string) {
  return inIdentity(stranger(), async (tx) => tx.execute(sql`select id from users where email = ${email}`));
}

/** What a refusal says, or null where nothing was refused. */
export async function refusalOf(
  work: Promise<unknown>,
): Promise<{ code: string; key: string; values: unknown } | null> {
  try {
    await work;
    return null;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { code: error.code, key: error.key, values: error.details.values };
  }
}
