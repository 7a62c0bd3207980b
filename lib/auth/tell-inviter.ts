import "server-only";
import type { Context } from "@/lib/context";
import { queueMail } from "@/lib/mail/queue-mail";
import type { Invitation } from "./invitation";
import type { Person } from "./people";

export async function tellInviter(ctx: Context, invitation: Invitation, person: Person): Promise<void> {
  const { invitedBy, role, workspaceName: workspace, workspaceSlug: slug } = invitation;
  await queueMail(ctx.db, {
    template: "invitation-accepted",
    props: { workspace, slug, person: person.name, role },
    to: { name: invitedBy.name, address: invitedBy.email },
    locale: invitedBy.locale,
    timeZone: invitation.timeZone,
    effectKey: `invitation-accepted:${invitation.id}`,
  });
}
