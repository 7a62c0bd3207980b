import "server-only";
import { inArray } from "drizzle-orm";
import { type Db, inWorkspace } from "@/db";
import { users } from "@/db/schema/identity";
import { notifications } from "@/db/schema/work";
import type { Context, UserId } from "@/lib/context";
import { newId } from "@/lib/ids";
import type { MailJob } from "@/lib/mail/mails";
import { queueMail } from "@/lib/mail/queue-mail";
import { type Kind, type Kinds, kinds } from "./kinds";

export type Notice<K extends Kind = Kind> = {
  [Name in K]: {
    kind: Name;
    values: Kinds[Name];
    /** Where the reader can do something about it, inside the product. */
    href?: string;
    /** Names the effect: the same one is told to a person once, whatever happens twice. */
    effectKey: string;
  };
}[K];

export type Reader = { id: UserId; name: string; email: string; locale: string };

/** Writes the letter that repeats the notification; its recipient, key and reference are filled in here. */
export type LetterFor = (reader: Reader) => Pick<MailJob, "template" | "props" | "timeZone">;

/** Tells people, in the caller's transaction. Returns those who had not been told yet. */
export function notify(ctx: Context, to: readonly UserId[], notice: Notice, letterFor?: LetterFor): Promise<UserId[]> {
  return inWorkspace(ctx, async (tx) => {
    const recipients = [...new Set(to)].sort();
    if (recipients.length === 0) return [];
    const told = await tx
      .insert(notifications)
      .values(recipients.map((userId) => rowFor(ctx, userId, notice)))
      .onConflictDoNothing({ target: [notifications.workspaceId, notifications.userId, notifications.effectKey] })
      .returning({ id: notifications.id, userId: notifications.userId });
    if (letterFor) await mailTo(tx, ctx, told, notice, letterFor);
    return told.map(({ userId }) => userId);
  });
}

function rowFor(ctx: Context, userId: UserId, notice: Notice) {
  return {
    workspaceId: ctx.workspaceId,
    userId,
    id: newId("ntf", ctx.now.getTime()),
    kind: notice.kind,
    values: { ...notice.values },
    href: notice.href ?? null,
    needsAction: kinds[notice.kind].needsAction,
    effectKey: notice.effectKey,
    createdAt: ctx.now,
  };
}

async function mailTo(
  tx: Db,
  ctx: Context,
  told: Array<{ id: string; userId: UserId }>,
  notice: Notice,
  letterFor: LetterFor,
): Promise<void> {
  if (told.length === 0) return;
  const readers = await tx
    .select({ id: users.id, name: users.name, email: users.email, locale: users.locale })
    .from(users)
    .where(
      inArray(
        users.id,
        told.map(({ userId }) => userId),
      ),
    );
  for (const reader of readers) {
    const reference = told.find(({ userId }) => userId === reader.id)?.id;
    const letter = {
      ...letterFor(reader),
      to: { name: reader.name, address: reader.email },
      locale: reader.locale,
      effectKey: `${ctx.workspaceId}:${notice.effectKey}:${reader.id}`,
      reference,
    } as MailJob;
    await queueMail(tx, letter);
  }
}
