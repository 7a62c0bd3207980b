import { and, eq } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { closeConnections, inWorkspace, systemDatabase } from "@/db";
import { invitations, memberships } from "@/db/schema/workspaces";
import { verifyAudit } from "@/lib/audit/verify-audit";
import type { Context } from "@/lib/context";
import { acceptInvitation, acceptInvitationAsNewPerson } from "./accept-invitation";
import { openInvitation } from "./invitation";
import {
  asPerson,
  invitationTo,
  mailsTo,
  membersOf,
  minutesLater,
  noon,
  openSessionsOf,
  personWith,
  phone,
  refusalOf,
  signedUp,
  stranger,
  workspaceOf,
} from "./testing";

afterAll(() => closeConnections());

async function invited() {
  const [owner, ana] = [await personWith(), await personWith()];
  const ctx = await workspaceOf(owner.id);
  return { owner, ana, ctx, ...(await invitationTo(ctx, ana.email)) };
}

const change = (ctx: Context, id: string, set: Partial<typeof invitations.$inferInsert>) =>
  inWorkspace(ctx, (tx) => tx.update(invitations).set(set).where(eq(invitations.id, id)));

const newcomer = (token: string) => ({ token, name: "Rui Costa", password: "river stone 1203", locale: "pt" }) as const;

describe("an invitation", () => {
  it("says who invites, where and as what, without being used up", async () => {
    const { token, ana } = await invited();
    const asked = await openInvitation(stranger(), token);
    expect(asked).toMatchObject({
      state: "open",
      invitation: {
        workspaceName: "Kianda",
        email: ana.email,
        role: "finance",
        invitedBy: { name: "Ana Silva" },
        hasAccount: true,
      },
    });
    expect(await openInvitation(stranger(), token)).toEqual(asked);
  });

  it("makes the invited person a member with its role, leaves a line and tells who invited", async () => {
    const { token, ana, owner, ctx } = await invited();
    expect(await acceptInvitation(asPerson(ana.id), { token })).toMatchObject({ workspaceName: "Kianda" });
    expect(await membersOf(ctx)).toContainEqual({ userId: ana.id, role: "finance" });
    expect(await mailsTo(owner.email)).toEqual(["invitation-accepted"]);
    expect((await verifyAudit(systemDatabase())).findings).toEqual([]);
    expect(await openInvitation(stranger(), token)).toEqual({ state: "accepted" });
  });

  it("makes an account for somebody new, whose address the link has proven", async () => {
    const owner = await personWith();
    const ctx = await workspaceOf(owner.id);
    const { token } = await invitationTo(ctx, "rui-new@kianda.example", { role: "developer" });
    const joined = await acceptInvitationAsNewPerson(stranger(), newcomer(token), phone);
    expect(await membersOf(ctx)).toContainEqual({ userId: joined.signedIn.userId, role: "developer" });
    expect(await openSessionsOf(joined.signedIn.userId)).toEqual([{ id: joined.signedIn.id }]);
  });

  it("cannot set a password for an account that exists", async () => {
    const { token, ctx, owner } = await invited();
    const attempt = acceptInvitationAsNewPerson(stranger(), newcomer(token), phone);
    expect(await refusalOf(attempt)).toMatchObject({ code: "conflict", key: "invitation_sign_in_first" });
    expect(await membersOf(ctx)).toEqual([{ userId: owner.id, role: "owner" }]);
  });

  it("cannot be accepted by another address", async () => {
    const { token, ctx, owner } = await invited();
    const eve = await personWith();
    const attempt = acceptInvitation(asPerson(eve.id), { token });
    expect(await refusalOf(attempt)).toMatchObject({ code: "forbidden", key: "invitation_other_address" });
    expect(await membersOf(ctx)).toEqual([{ userId: owner.id, role: "owner" }]);
  });

  it("is accepted once, also when it is pressed six times at the same moment", async () => {
    const { token, ana, ctx, owner } = await invited();
    const presses = Array.from({ length: 6 }, () => refusalOf(acceptInvitation(asPerson(ana.id), { token })));
    const refused = (await Promise.all(presses)).filter((answer) => answer !== null);
    expect(refused).toHaveLength(5);
    for (const answer of refused) expect(answer).toMatchObject({ code: "gone", key: "invitation_accepted" });
    expect(await membersOf(ctx)).toHaveLength(2);
    expect(await mailsTo(owner.email)).toHaveLength(1);
  });

  it("makes one account when somebody new presses twice at the same moment", async () => {
    const ctx = await workspaceOf((await personWith()).id);
    const { token } = await invitationTo(ctx, "twice@kianda.example");
    const presses = [1, 2].map(() => refusalOf(acceptInvitationAsNewPerson(stranger(), newcomer(token), phone)));
    expect((await Promise.all(presses)).filter((answer) => answer === null)).toHaveLength(1);
    expect(await signedUp("twice@kianda.example")).toHaveLength(1);
    expect(await membersOf(ctx)).toHaveLength(2);
  });

  it("is worth nothing after it was withdrawn", async () => {
    const { token, id, ana, ctx } = await invited();
    await change(ctx, id, { revokedAt: noon });
    expect(await refusalOf(acceptInvitation(asPerson(ana.id), { token }))).toMatchObject({ key: "invitation_revoked" });
    expect(await openInvitation(stranger(), token)).toEqual({ state: "revoked" });
  });

  it("is worth nothing once whoever sent it may no longer give that role, or is no longer there", async () => {
    const { token, owner, ana, ctx } = await invited();
    const inviter = and(eq(memberships.workspaceId, ctx.workspaceId), eq(memberships.userId, owner.id));
    const refused = async () => {
      expect(await openInvitation(stranger(), token)).toEqual({ state: "revoked" });
      expect(await refusalOf(acceptInvitation(asPerson(ana.id), { token }))).toMatchObject({
        key: "invitation_revoked",
      });
    };
    await inWorkspace(ctx, (tx) => tx.update(memberships).set({ role: "viewer" }).where(inviter));
    await refused();
    await inWorkspace(ctx, (tx) => tx.delete(memberships).where(inviter));
    await refused();
    expect(await membersOf(ctx)).toEqual([]);
  });

  it("of an owner is worth nothing once its sender is an admin, who still lets others in", async () => {
    const { token, owner, ana, ctx } = await invited();
    const asOwner = await invitationTo(ctx, "next-owner@kianda.example", { role: "owner" });
    const inviter = and(eq(memberships.workspaceId, ctx.workspaceId), eq(memberships.userId, owner.id));
    await inWorkspace(ctx, (tx) => tx.update(memberships).set({ role: "admin" }).where(inviter));
    const attempt = acceptInvitationAsNewPerson(stranger(), newcomer(asOwner.token), phone);
    expect(await refusalOf(attempt)).toMatchObject({ key: "invitation_revoked" });
    expect(await refusalOf(acceptInvitation(asPerson(ana.id), { token }))).toBeNull();
  });

  it("is worth nothing after seven days", async () => {
    const { token, ana } = await invited();
    const late = minutesLater(7 * 24 * 60);
    expect(await refusalOf(acceptInvitation(asPerson(ana.id, late), { token }))).toMatchObject({
      key: "invitation_expired",
    });
    expect(await refusalOf(acceptInvitationAsNewPerson(stranger(late), newcomer(token), phone))).toMatchObject({
      code: "gone",
    });
  });

  it("sent again makes the older link worthless", async () => {
    const { tokenAt, id, ana, ctx } = await invited();
    await change(ctx, id, { sendCount: 2 });
    const older = acceptInvitation(asPerson(ana.id), { token: tokenAt(1) });
    expect(await refusalOf(older)).toMatchObject({ code: "gone", key: "invitation_replaced" });
    expect(await refusalOf(acceptInvitation(asPerson(ana.id), { token: tokenAt(2) }))).toBeNull();
  });

  it("tells nothing to somebody who only knows its id", async () => {
    const { id, tokenAt } = await invited();
    for (const token of [id, `${id}.`, `${id}.${"a".repeat(43)}`, tokenAt(0), tokenAt(7)]) {
      expect(await openInvitation(stranger(), token)).toEqual({ state: "unknown" });
    }
  });

  it("leaves the role of somebody who is a member already as it is", async () => {
    const { token, ana, ctx } = await invited();
    await acceptInvitation(asPerson(ana.id), { token });
    const again = await invitationTo(ctx, ana.email, { role: "owner" });
    await acceptInvitation(asPerson(ana.id), { token: again.token });
    expect(await membersOf(ctx)).toContainEqual({ userId: ana.id, role: "finance" });
  });
});
