import { redirect } from "next/navigation";
import { openPage } from "@/app/_gate/page";
import { pageHref } from "@/components/shell/navigation";
import { refusable } from "../refusable";

async function SettingsPage({ params }: { params: Promise<{ workspace: string }> }): Promise<never> {
  const { workspace } = await openPage("/w/[workspace]/settings", params);
  redirect(`${pageHref(workspace.slug, "settings")}/account`);
}

export default refusable(SettingsPage);
