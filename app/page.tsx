import { redirect } from "next/navigation";
import { listMemberships } from "@/lib/gate/workspace";
import { openAccountPage } from "./_gate/page";

/** Leads to the workspace that was open last; whoever runs the installation and is in none comes to its payments. */
export default async function HomePage() {
  const { viewer, identity } = await openAccountPage();
  const memberships = await listMemberships(identity);
  const last = memberships.find(({ workspace }) => workspace.id === viewer.lastWorkspaceId) ?? memberships[0];
  if (last) redirect(`/w/${last.workspace.slug}/overview`);
  redirect(viewer.isOperator ? "/operator/payments" : "/new-workspace");
}
