import "server-only";
import { and, eq, gt, isNull } from "drizzle-orm";
import { type Db, inIdentity } from "@/db";
import { mailTokens } from "@/db/schema/identity";
import type { IdentityContext, UserId } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { countAuthFailure } from "@/lib/metrics/refusals";
import { linkMinutes, type MailPurpose } from "./link-minutes";
import { readMailLink } from "./mail-link";

export type MailToken = { id: string; email: string; userId: UserId | null; returnTo: string | null };

export type LinkState = ({ state: "open" } & MailToken) | { state: "used" | "expired" | "unknown" };

export async function makeMailToken(
  tx: Db,
  token: { purpose: MailPurpose; email: string; userId: UserId | null; returnTo?: string | null },
  now: Date,
): Promise<string> {
  const id = newId("tok");
  await tx.insert(mailTokens).values({
    id,
    purpose: token.purpose,
    userId: token.userId,
    email: token.email,
    returnTo: token.returnTo ?? null,
    createdAt: now,
    expiresAt: new Date(now.getTime() + linkMinutes[token.purpose] * 60_000),
  });
  return id;
}

/** What a link would do, without doing it: mail programs open links before people do. */
export async function peekMailLink(identity: IdentityContext, link: string, purpose: MailPurpose): Promise<LinkState> {
  const id = readMailLink(link, purpose);
  if (!id) return { state: "unknown" };
  const row = await inIdentity(identity, async (tx) => {
    const [found] = await tx
      .select()
      .from(mailTokens)
      .where(and(eq(mailTokens.id, id), eq(mailTokens.purpose, purpose)));
    return found;
  });
  if (!row) return { state: "unknown" };
  if (row.usedAt) return { state: "used" };
  if (row.expiresAt <= identity.now) return { state: "expired" };
  return { state: "open", id, email: row.email, userId: row.userId, returnTo: row.returnTo };
}

/** Uses the link up. Of two presses at the same moment one gets the row and the other is refused. */
export async function consumeMailLink(tx: Db, link: string, purpose: MailPurpose, now: Date): Promise<MailToken> {
  const id = readMailLink(link, purpose);
  const [row] = id
    ? await tx
        .update(mailTokens)
        .set({ usedAt: now })
        .where(
          and(
            eq(mailTokens.id, id),
            eq(mailTokens.purpose, purpose),
            isNull(mailTokens.usedAt),
            gt(mailTokens.expiresAt, now),
          ),
        )
        .returning()
    : [];
  if (!row) {
    countAuthFailure("link");
    throw new AppError("gone", "link_expired");
  }
  return { id: row.id, email: row.email, userId: row.userId, returnTo: row.returnTo };
}

/** Links already in somebody's mailbox stop working when what they stood for has changed. */
export async function withdrawMailLinks(tx: Db, userId: UserId, now: Date): Promise<void> {
  await tx
    .update(mailTokens)
    .set({ usedAt: now })
    .where(and(eq(mailTokens.userId, userId), isNull(mailTokens.usedAt)));
}
