import { redirect } from "next/navigation";
import { openPage } from "@/app/_gate/page";
import { pageHref } from "@/components/shell/navigation";

export default async function SettingsPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await openPage("/w/[workspace]/settings", params);
  redirect(`${pageHref(workspace.slug, "settings")}/account`);
}
