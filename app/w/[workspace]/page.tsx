import { redirect } from "next/navigation";
import { openPage } from "@/app/_gate/page";
import { pageHref } from "@/components/shell/navigation";
import { refusable } from "./refusable";

async function WorkspacePage({ params }: { params: Promise<{ workspace: string }> }): Promise<never> {
  const { workspace } = await openPage("/w/[workspace]", params);
  redirect(pageHref(workspace.slug, "overview"));
}

export default refusable(WorkspacePage);
