import { and, eq, sql } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { database, inWorkspace, systemDatabase } from "@/db";
import { invitations, memberships } from "@/db/schema/workspaces";
import { verifyAudit } from "@/lib/audit/verify-audit";
import { mailsTo } from "@/lib/auth/testing";
import type { Context, UserId } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { mayAssign, type Role, roles } from "@/lib/gate/permissions";
import { drainOutbox } from "@/lib/jobs/drain-outbox";
import { everyNotification } from "@/lib/notifications/testing";
import { createWorkspace } from "@/lib/workspaces/create-workspace";
import { changeRole } from "./change-role";
import { listAudit, listMembers, listOpenInvitations, listPeopleWhoMay } from "./data";
import { inviteMembers } from "./invite-members";
import { leaveWorkspace } from "./leave-workspace";
import { lockTeam } from "./lock-team";
import { removeMember } from "./remove-member";
import { resendInvitation } from "./resend-invitation";
import { revokeInvitation } from "./revoke-invitation";
import { closeStage, workspaceWith } from "./testing";

afterAll(closeStage);

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => (error instanceof AppError ? error.key : error),
  );

const owners = (ctx: Context) =>
  inWorkspace(ctx, (tx) =>
    tx.$count(memberships, and(eq(memberships.workspaceId, ctx.workspaceId), eq(memberships.role, "owner"))),
  );

const roleIn = async (ctx: Context, userId: UserId) =>
  (await listMembers(ctx, { withAddresses: false })).find((member) => member.userId === userId)?.role;

/** Holds the team's lock until everybody stands behind it, then lets them go at once. */
async function together(ctx: Context, works: (() => Promise<unknown>)[]): Promise<unknown[]> {
  const held = deferred();
  const opened = deferred();
  const barrier = inWorkspace(ctx, async (tx) => {
    await lockTeam(tx, ctx);
    held.resolve();
    await opened.promise;
  });
  await held.promise;
  const running = works.map((work) => refusal(work()));
  await untilWaiting(works.length);
  opened.resolve();
  await barrier;
  return Promise.all(running);
}

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

async function untilWaiting(count: number): Promise<void> {
  const deadline = Date.now() + 2_500;
  for (;;) {
    const [row] = await database().execute<{ waiting: number }>(
      sql`select count(*)::int as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if (row?.waiting === count) return;
    if (Date.now() > deadline) throw new Error(`${row?.waiting} of ${count} wait for the lock`);
  }
}

describe("the last owner", () => {
  it("stays when two owners leave at the same moment", async () => {
    const { owner, members } = await workspaceWith(["owner"]);
    const second = members[0]?.ctx ?? owner.ctx;
    const outcomes = await together(owner.ctx, [() => leaveWorkspace(owner.ctx), () => leaveWorkspace(second)]);
    expect(outcomes.sort()).toEqual(["last_owner", null].sort());
    expect(await owners(owner.ctx)).toBe(1);
  });

  it("stays when two owners demote each other at the same moment", async () => {
    const { owner, members } = await workspaceWith(["owner"]);
    const second = members[0];
    if (!second) throw new Error("two owners were asked for");
    const outcomes = await together(owner.ctx, [
      () => changeRole(owner.ctx, { userId: second.userId, role: "viewer" }),
      () => changeRole(second.ctx, { userId: owner.userId, role: "viewer" }),
    ]);
    // Whoever comes second is no owner any more and may not.
    expect(outcomes.filter((outcome) => outcome === null)).toHaveLength(1);
    expect(outcomes).toContain("forbidden");
    expect(await owners(owner.ctx)).toBe(1);
  });

  it("can neither leave nor step down nor be removed", async () => {
    const { owner } = await workspaceWith(["admin"]);
    expect(await refusal(leaveWorkspace(owner.ctx))).toBe("last_owner");
    expect(await refusal(changeRole(owner.ctx, { userId: owner.userId, role: "viewer" }))).toBe("last_owner");
    expect(await refusal(removeMember(owner.ctx, owner.userId))).toBe("last_owner");
    expect(await owners(owner.ctx)).toBe(1);
  });
});

describe("members of every role", () => {
  it("change and remove exactly whom their role lets them", async () => {
    for (const acting of roles) {
      for (const target of roles) {
        const { members } = await workspaceWith([acting, target, "owner"]);
        const [actor, other] = members;
        if (!actor || !other) throw new Error("both were asked for");
        const to: Role = target === "viewer" ? "finance" : "viewer";
        const allowed = mayAssign(acting, { from: target, to });
        const outcome = await refusal(changeRole(actor.ctx, { userId: other.userId, role: to }));
        expect(outcome === null, `${acting} changes ${target}`).toBe(allowed);
        expect(await roleIn(actor.ctx, other.userId)).toBe(allowed ? to : target);

        const removed = await refusal(removeMember(actor.ctx, other.userId));
        const mayRemove = mayAssign(acting, { from: allowed ? to : target, to: "viewer" });
        expect(removed === null, `${acting} removes ${target}`).toBe(mayRemove);
      }
    }
  }, 120_000);

  it("may leave", async () => {
    const { owner, members } = await workspaceWith(["admin", "finance", "developer", "viewer"]);
    for (const { ctx } of members) await leaveWorkspace(ctx);
    expect(await listMembers(owner.ctx, { withAddresses: true })).toHaveLength(1);
  });

  it("cannot use a role they lost a moment ago", async () => {
    const { owner, members } = await workspaceWith(["admin", "viewer"]);
    const [admin, viewer] = members;
    if (!admin || !viewer) throw new Error("both were asked for");
    await changeRole(owner.ctx, { userId: admin.userId, role: "viewer" });
    expect(await refusal(removeMember(admin.ctx, viewer.userId))).toBe("forbidden");
  });
});

describe("invitations", () => {
  const invite = (addresses: string, role: Role = "finance") => ({ addresses, role, locale: "pt" as const });

  it("go to several addresses at once, each with a mail and a line", async () => {
    const { owner } = await workspaceWith();
    const { sent } = await inviteMembers(owner.ctx, invite("a1@guests.example, A2@guests.example"));
    expect(sent).toEqual(["a1@guests.example", "a2@guests.example"]);
    for (const address of sent) expect(await mailsTo(address)).toEqual(["invitation"]);
    const { rows } = await listAudit(owner.ctx, { size: 10 });
    expect(rows.filter(({ action }) => action === "team.invite")).toHaveLength(2);
    const kept = rows.map(({ action, target, before, after }) => ({ action, target: target.id, before, after }));
    expect(JSON.stringify(kept)).not.toContain("guests.example");
  });

  it("send nothing at all when one address is in the team, invited already or unreadable", async () => {
    const { owner } = await workspaceWith();
    const me = (await listMembers(owner.ctx, { withAddresses: true }))[0]?.email ?? "";
    await inviteMembers(owner.ctx, invite("b1@guests.example"));
    expect(await refusal(inviteMembers(owner.ctx, invite(`b2@guests.example, ${me}`)))).toBe("addresses_members");
    expect(await refusal(inviteMembers(owner.ctx, invite("b2@guests.example b1@guests.example")))).toBe(
      "addresses_invited",
    );
    expect(await refusal(inviteMembers(owner.ctx, invite(`${me} b1@guests.example`)))).toBe("addresses_known");
    expect(await refusal(inviteMembers(owner.ctx, invite("b2@guests.example, b3")))).toBe("addresses_unreadable");
    expect(await listOpenInvitations(owner.ctx)).toHaveLength(1);
    expect(await mailsTo("b2@guests.example")).toEqual([]);
  });

  it("for the same address at the same moment make one", async () => {
    const { owner } = await workspaceWith();
    const work = () => inviteMembers(owner.ctx, invite("c1@guests.example"));
    expect((await together(owner.ctx, [work, work])).sort()).toEqual([null, "addresses_invited"].sort());
    expect(await mailsTo("c1@guests.example")).toEqual(["invitation"]);
  });

  it("to be an owner come from owners only", async () => {
    const { members } = await workspaceWith(["admin"]);
    const admin = members[0]?.ctx;
    if (!admin) throw new Error("an admin was asked for");
    expect(await refusal(inviteMembers(admin, invite("d1@guests.example", "owner")))).toBe("owner_only");
  });

  it("sent again count up and live anew; withdrawn they are closed for good", async () => {
    const { owner } = await workspaceWith();
    await inviteMembers(owner.ctx, invite("e1@guests.example"));
    const [first] = await listOpenInvitations(owner.ctx);
    if (!first) throw new Error("one was sent");
    const later = { ...owner.ctx, now: new Date(first.expiresAt.getTime() + 1000) };
    expect((await listOpenInvitations(later))[0]?.isExpired).toBe(true);
    await resendInvitation(later, first.id);
    expect((await listOpenInvitations(later))[0]?.isExpired).toBe(false);
    const [row] = await inWorkspace(owner.ctx, (tx) =>
      tx.select().from(invitations).where(eq(invitations.id, first.id)),
    );
    expect(row?.sendCount).toBe(2);
    expect(await mailsTo("e1@guests.example")).toEqual(["invitation", "invitation"]);
    await revokeInvitation(later, first.id);
    expect(await listOpenInvitations(later)).toEqual([]);
    expect(await refusal(resendInvitation(later, first.id))).toBe("invitation_closed");
    expect(await refusal(revokeInvitation(later, first.id))).toBe("invitation_closed");
  });
});

describe("the mails of invitations", () => {
  const invite = (...addresses: string[]) => ({
    addresses: addresses.join(" "),
    role: "viewer" as const,
    locale: "en" as const,
  });
  const many = (prefix: string) => Array.from({ length: 20 }, (_, n) => `${prefix}${n}@crowd.example`);
  const later = (ctx: Context, minutes: number): Context => ({
    ...ctx,
    now: new Date(ctx.now.getTime() + minutes * 60_000),
  });
  const told = (work: Promise<unknown>) =>
    work.then(
      () => null,
      (error: unknown) => (error instanceof AppError ? { key: error.key, ...error.details } : error),
    );

  it("are counted one by one for a workspace, and say when there is room for as many", async () => {
    const { owner, members } = await workspaceWith(["admin"]);
    const admin = members[0]?.ctx;
    if (!admin) throw new Error("an admin was asked for");
    await inviteMembers(owner.ctx, invite(...many("w-a")));
    await inviteMembers(owner.ctx, invite(...many("w-b")));
    const third = { ...admin, now: owner.ctx.now };
    expect(await told(inviteMembers(third, invite(...many("w-c"))))).toEqual({
      key: "invitations_spent",
      field: "addresses",
      values: { minutes: 20 },
    });
    expect(await mailsTo("w-c0@crowd.example")).toEqual([]);
    expect(await told(inviteMembers(later(third, 20), invite(...many("w-c"))))).toBeNull();
  });

  it("are counted for who sends them, in whichever workspace", async () => {
    const { owner } = await workspaceWith();
    const place = { currency: "AOA", country: "AO", timeZone: "Africa/Luanda", locale: "en" } as const;
    const { id } = await createWorkspace(owner.ctx, { name: "Second House", ...place });
    const second = { ...owner.ctx, workspaceId: id };
    await inviteMembers(owner.ctx, invite(...many("p-a")));
    await inviteMembers(owner.ctx, invite(...many("p-b")));
    expect(await refusal(inviteMembers(second, invite(...many("p-c"))))).toBe("invitations_spent");
    expect(await refusal(inviteMembers(second, invite("p-d@crowd.example")))).toBeNull();
  });

  it("reach one mailbox four times at once, whoever sends them; the fifth is named and nothing of its list is sent", async () => {
    const target = "target@crowd.example";
    const now = new Date();
    for (let sent = 0; sent < 4; sent++) {
      const { owner } = await workspaceWith();
      await inviteMembers({ ...owner.ctx, now }, invite(target));
    }
    const { owner } = await workspaceWith();
    const fifth = { ...owner.ctx, now };
    expect(await told(inviteMembers(fifth, invite("beside@crowd.example", target)))).toEqual({
      key: "invitation_mail_spent",
      field: "addresses",
      values: { address: target, minutes: 10 },
    });
    expect(await mailsTo("beside@crowd.example")).toEqual([]);
    expect(await mailsTo(target)).toHaveLength(4);
    expect(await told(inviteMembers(later(fifth, 10), invite(target)))).toBeNull();
  });

  it("are sent again at once the first time, and then every two minutes at most", async () => {
    const { owner } = await workspaceWith();
    const address = "again@crowd.example";
    await inviteMembers(owner.ctx, invite(address));
    const [sent] = await listOpenInvitations(owner.ctx);
    if (!sent) throw new Error("one was sent");
    const resend = (minutes: number) => told(resendInvitation(later(owner.ctx, minutes), sent.id));
    expect(await resend(0)).toBeNull();
    expect(await resend(1)).toEqual({ key: "invitation_mail_spent", values: { address, minutes: 1 } });
    expect(await resend(2)).toBeNull();
    expect(await resend(4)).toBeNull();
    expect(await resend(6)).toEqual({ key: "invitation_mail_spent", values: { address, minutes: 4 } });
    expect(await mailsTo(address)).toHaveLength(4);
  });
});

describe("open invitations of somebody", () => {
  const invite = (address: string, role: Role) => ({ addresses: address, role, locale: "pt" as const });
  const withdrawals = async (ctx: Context) =>
    (await listAudit(ctx, { size: 20 })).rows.filter(({ action }) => action === "team.revoke_invitation").length;
  const stillOpen = async (ctx: Context) => (await listOpenInvitations(ctx)).map(({ email }) => email);

  it.each(["removed", "demoted", "gone"] as const)("who is %s are withdrawn, each with a line", async (what) => {
    const { owner, members } = await workspaceWith(["admin"]);
    const admin = members[0];
    if (!admin) throw new Error("an admin was asked for");
    await inviteMembers(admin.ctx, invite(`${what}-1@guests.example ${what}-2@guests.example`, "viewer"));
    await inviteMembers(owner.ctx, invite(`${what}-3@guests.example`, "viewer"));
    if (what === "removed") await removeMember(owner.ctx, admin.userId);
    if (what === "demoted") await changeRole(owner.ctx, { userId: admin.userId, role: "finance" });
    if (what === "gone") await leaveWorkspace(admin.ctx);
    expect(await stillOpen(owner.ctx)).toEqual([`${what}-3@guests.example`]);
    expect(await withdrawals(owner.ctx)).toBe(2);
  });

  it("who becomes an admin stay, but for those to be an owner", async () => {
    const { owner, members } = await workspaceWith(["owner"]);
    const second = members[0];
    if (!second) throw new Error("a second owner was asked for");
    await inviteMembers(second.ctx, invite("owner-to-be@guests.example", "owner"));
    await inviteMembers(second.ctx, invite("admin-to-be@guests.example", "admin"));
    await changeRole(owner.ctx, { userId: second.userId, role: "admin" });
    expect(await stillOpen(owner.ctx)).toEqual(["admin-to-be@guests.example"]);
    expect(await withdrawals(owner.ctx)).toBe(1);
  });

  it("stay when somebody else has sent them again in their own name", async () => {
    const { owner, members } = await workspaceWith(["admin"]);
    const admin = members[0];
    if (!admin) throw new Error("an admin was asked for");
    await inviteMembers(admin.ctx, invite("vouched@guests.example", "viewer"));
    const [sent] = await listOpenInvitations(owner.ctx);
    if (!sent) throw new Error("one was sent");
    await resendInvitation(owner.ctx, sent.id);
    await removeMember(owner.ctx, admin.userId);
    expect(await stillOpen(owner.ctx)).toEqual(["vouched@guests.example"]);
  });
});

describe("what is told", () => {
  it("pages through all lines, newest first, with the names people have now", async () => {
    const { owner, members } = await workspaceWith(["viewer"]);
    const viewer = members[0];
    if (!viewer) throw new Error("a viewer was asked for");
    for (const role of ["finance", "developer", "viewer"] as const)
      await changeRole(owner.ctx, { userId: viewer.userId, role });
    const first = await listAudit(owner.ctx, { size: 3 });
    expect(first.rows[0]).toMatchObject({
      action: "team.change_role",
      actor: { kind: "user", name: "Olga Owner" },
      target: { name: "viewer person" },
      before: { role: "developer" },
      after: { role: "viewer" },
    });
    const rest = await listAudit(owner.ctx, { size: 3, before: first.next ?? 0 });
    expect([...first.rows, ...rest.rows].map(({ seq }) => seq)).toEqual([5, 4, 3, 2, 1]);
    expect(rest.next).toBeNull();
    expect((await verifyAudit(systemDatabase())).findings).toEqual([]);
  });

  it("names owners and admins as those to ask, and keeps addresses from those who may not see them", async () => {
    const { owner } = await workspaceWith(["admin", "viewer"]);
    expect((await listPeopleWhoMay(owner.ctx, "team:write")).names).toEqual(["Olga Owner", "admin person"]);
    const seen = await listMembers(owner.ctx, { withAddresses: false });
    expect(seen.every(({ email }) => email === null)).toBe(true);
  });

  it("tells those who run the team that somebody left, and nobody else", async () => {
    const { id, slug, owner, members } = await workspaceWith(["owner", "admin", "admin", "viewer", "finance"]);
    const [secondOwner, admin, leaver] = members;
    if (!secondOwner || !admin || !leaver) throw new Error("they were asked for");
    await leaveWorkspace(leaver.ctx);
    await drainOutbox();
    const told = (await everyNotification()).filter(({ workspaceId }) => workspaceId === id);
    expect(told.map(({ userId }) => userId).sort()).toEqual([owner.userId, secondOwner.userId, admin.userId].sort());
    for (const { kind, values, href } of told) {
      expect({ kind, values, href }).toEqual({
        kind: "member_left",
        values: { person: "admin person", role: "admin" },
        href: `/w/${slug}/team`,
      });
    }
  });

  it("reaches whoever was changed or removed by mail, and never the one who did it", async () => {
    const { owner, members } = await workspaceWith(["viewer"]);
    const viewer = members[0];
    if (!viewer) throw new Error("a viewer was asked for");
    const addressOf = async (userId: UserId) =>
      (await listMembers(owner.ctx, { withAddresses: true })).find((member) => member.userId === userId)?.email ?? "";
    const [theirs, mine] = [await addressOf(viewer.userId), await addressOf(owner.userId)];
    await changeRole(owner.ctx, { userId: viewer.userId, role: "finance" });
    await removeMember(owner.ctx, viewer.userId);
    expect(await mailsTo(theirs)).toEqual(["role-changed", "member-removed"]);
    expect(await mailsTo(mine)).toEqual([]);
  });
});
