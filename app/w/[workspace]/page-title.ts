import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { openFrame } from "@/app/_gate/page";

/** "Team · Kianda Logistics" */
export async function pageTitle(params: Promise<{ workspace: string }>, page: string): Promise<Metadata> {
  const [{ workspace }, t] = await Promise.all([openFrame(params), getTranslations()]);
  return { title: t("shell.title", { page: t(page as Parameters<typeof t.has>[0]), workspace: workspace.name }) };
}
