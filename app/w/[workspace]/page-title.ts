import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { openFrame } from "@/app/_gate/page";
import { isAway } from "@/lib/database-away";

/** "Team · Kianda Logistics" */
export async function pageTitle(params: Promise<{ workspace: string }>, page: string): Promise<Metadata> {
  const [t, [frame]] = await Promise.all([getTranslations(), Promise.allSettled([openFrame(params)])]);
  if (frame.status === "rejected") {
    if (isAway(frame.reason)) return { title: `${t("shell.away.title")} · ${t("common.product")}` };
    throw frame.reason;
  }
  const { workspace } = frame.value;
  return { title: t("shell.title", { page: t(page as Parameters<typeof t.has>[0]), workspace: workspace.name }) };
}
