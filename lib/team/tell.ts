import "server-only";
import { eq } from "drizzle-orm";
import type { Db } from "@/db";
import { users } from "@/db/schema/identity";
import { workspaces } from "@/db/schema/workspaces";
import type { Context, UserId } from "@/lib/context";
import { invariant } from "@/lib/errors";
import type { Role } from "@/lib/gate/permissions";
import { queueMail } from "@/lib/mail/queue-mail";
import { announce } from "@/lib/notifications/announce";
import { notify } from "@/lib/notifications/notify";

type Change = { userId: UserId; by: UserId };

/** In the change's own transaction, like everything here. Who changes their own role knows it. */
export async function tellRoleChanged(
  tx: Db,
  ctx: Context,
  { userId, by, from, to }: Change & { from: Role; to: Role },
): Promise<void> {
  if (userId === by) return;
  const { workspace, slug, timeZone } = await workspaceOf(tx, ctx);
  const actor = await personOf(tx, by);
  await notify(
    { ...ctx, db: tx },
    [userId],
    { kind: "role_changed", values: { by: actor.name, role: to }, effectKey: effectOf("role_changed", ctx, userId) },
    () => ({ template: "role-changed", props: { workspace, slug, by: actor.name, from, to }, timeZone }),
  );
}

/** The removed person by mail, for they cannot look here any more; those who run the team in the product. */
export async function tellRemoved(tx: Db, ctx: Context, { userId, by }: Change): Promise<void> {
  const effectKey = effectOf("member_removed", ctx, userId);
  const { workspace, slug, timeZone } = await workspaceOf(tx, ctx);
  const [person, actor] = [await personOf(tx, userId), await personOf(tx, by)];
  await queueMail(tx, {
    template: "member-removed",
    props: { workspace, by: actor.name },
    to: { name: person.name, address: person.email },
    locale: person.locale,
    timeZone,
    effectKey: `${ctx.workspaceId}:${effectKey}`,
  });
  await announce(
    { ...ctx, db: tx },
    {
      notice: {
        kind: "member_removed",
        values: { person: person.name, by: actor.name },
        href: `/w/${slug}/team`,
        effectKey,
      },
      audience: "team:write",
      except: by,
    },
  );
}

/** Nobody asked them to go, so those who run the team would not know. */
export async function tellLeft(tx: Db, ctx: Context, { userId, role }: { userId: UserId; role: Role }): Promise<void> {
  const { slug } = await workspaceOf(tx, ctx);
  const values = { person: (await personOf(tx, userId)).name, role };
  const effectKey = effectOf("member_left", ctx, userId);
  await announce(
    { ...ctx, db: tx },
    { notice: { kind: "member_left", values, href: `/w/${slug}/team`, effectKey }, audience: "team:write" },
  );
}

/** The same person may be changed again later; within one moment it is one effect. */
function effectOf(kind: string, ctx: Context, userId: UserId): string {
  return `${kind}:${userId}:${ctx.now.getTime()}`;
}

async function workspaceOf(tx: Db, ctx: Context) {
  const [row] = await tx
    .select({ workspace: workspaces.name, slug: workspaces.slug, timeZone: workspaces.timeZone })
    .from(workspaces)
    .where(eq(workspaces.id, ctx.workspaceId));
  invariant(row, "the gate opened a workspace that exists");
  return row;
}

async function personOf(tx: Db, id: UserId) {
  const [row] = await tx
    .select({ name: users.name, email: users.email, locale: users.locale })
    .from(users)
    .where(eq(users.id, id));
  invariant(row, "a member has an account");
  return row;
}
