import { eq } from "drizzle-orm";
import { afterAll, expect, it } from "vitest";
import { inSystem, inWorkspace, systemDatabase } from "@/db";
import { invitations } from "@/db/schema/workspaces";
import type { Context } from "@/lib/context";
import { listNotifications } from "@/lib/notifications/data";
import { inviteMembers } from "./invite-members";
import { resendInvitation } from "./resend-invitation";
import { tellExpiredInvitations } from "./tell-expired";
import { closeStage, workspaceWith } from "./testing";

afterAll(closeStage);

const timeZone = "Africa/Luanda";
const needsAction = async (ctx: Context) => (await listNotifications(ctx, { timeZone })).needsAction;

it("an invitation that nobody answered is told once to whoever sent it, until it is sent again", async () => {
  const { owner } = await workspaceWith();
  const { ctx } = owner;
  await inviteMembers(ctx, { addresses: "rui@expired.example", role: "viewer", locale: "en" });
  const [row] = await inSystem(systemDatabase(), (tx) =>
    tx.select().from(invitations).where(eq(invitations.workspaceId, ctx.workspaceId)),
  );
  const sweep = (now: Date) => tellExpiredInvitations(systemDatabase(), now);
  expect(await sweep(ctx.now)).toBe(0);
  const later = new Date((row?.expiresAt.getTime() ?? 0) + 1);
  expect(await sweep(later)).toBe(1);
  expect(await sweep(later)).toBe(0);
  expect(await needsAction(ctx)).toMatchObject([
    { kind: "invitation_expired", values: { address: "rui@expired.example" } },
  ]);

  await resendInvitation({ ...ctx, now: later }, row?.id ?? "");
  expect(await needsAction(ctx)).toEqual([]);
});

it("nobody is told of an invitation that was answered", async () => {
  const { owner } = await workspaceWith();
  const { ctx } = owner;
  await inviteMembers(ctx, { addresses: "ana@expired.example", role: "viewer", locale: "en" });
  const mine = eq(invitations.workspaceId, ctx.workspaceId);
  const [row] = await inSystem(systemDatabase(), (tx) => tx.select().from(invitations).where(mine));
  await inWorkspace(ctx, (tx) => tx.update(invitations).set({ acceptedAt: ctx.now }).where(mine));
  const later = new Date((row?.expiresAt.getTime() ?? 0) + 1);
  expect(await tellExpiredInvitations(systemDatabase(), later)).toBe(0);
});
