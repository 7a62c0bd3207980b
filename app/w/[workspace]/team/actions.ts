"use server";

import { memberAction } from "@/app/_gate/form-action";
import type { UserId } from "@/lib/context";
import { changeRole as change } from "@/lib/team/change-role";
import { inviteMembers as invite } from "@/lib/team/invite-members";
import { leaveWorkspace as leave } from "@/lib/team/leave-workspace";
import { removeMember as remove } from "@/lib/team/remove-member";
import { resendInvitation as resend } from "@/lib/team/resend-invitation";
import { revokeInvitation as revoke } from "@/lib/team/revoke-invitation";
import { invitationInput, inviteInput, leaveInput, memberInput, roleInput } from "@/lib/team/schema";
import { roleWord } from "./role-word";

export const inviteMembers = memberAction("team.invite", { input: inviteInput }, async (ctx, input) => {
  const { sent } = await invite(ctx, input);
  return { done: "team.invite.sent", values: { count: sent.length, addresses: sent.join(", ") } };
});

export const resendInvitation = memberAction(
  "team.resendInvitation",
  { input: invitationInput },
  async (ctx, { invitation }) => ({ done: "team.invite.resent", values: await resend(ctx, invitation) }),
);

export const revokeInvitation = memberAction(
  "team.revokeInvitation",
  { input: invitationInput },
  async (ctx, { invitation }) => ({
    done: "team.invite.revoked",
    values: await revoke(ctx, invitation),
  }),
);

export const changeRole = memberAction("team.changeRole", { input: roleInput }, async (ctx, { member, role }) => {
  await change(ctx, { userId: member as UserId, role });
  return { done: "team.members.roleChanged", values: { role: await roleWord(role) } };
});

export const removeMember = memberAction("team.removeMember", { input: memberInput }, async (ctx, { member }) => {
  await remove(ctx, member as UserId);
  return { done: "team.members.removed" };
});

export const leaveWorkspace = memberAction("team.leave", { input: leaveInput }, async (ctx) => {
  await leave(ctx);
  return { redirect: "/" };
});
