import { redirect } from "next/navigation";
import { listMemberships } from "@/lib/gate/workspace";
import { openAccountPage } from "./_gate/page";

/** Leads to the workspace that was open last. */
export default async function HomePage() {
  const { viewer, identity } = await openAccountPage();
  const memberships = await listMemberships(identity);
  const last = memberships.find(({ workspace }) => workspace.id === viewer.lastWorkspaceId) ?? memberships[0];
  redirect(last ? `/w/${last.workspace.slug}/overview` : "/new-workspace");
}
