import "server-only";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

/** "Sign in · Saldo"; what an address must not show, a link's token above all, is never part of it. */
export async function pageTitle(key: string): Promise<Metadata> {
  const t = await getTranslations();
  return { title: `${t(key as never)} · ${t("common.product")}`, referrer: "no-referrer" };
}
