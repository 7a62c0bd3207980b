import "server-only";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

/** "Sign in · Saldo". A link's token stays with us; `no-referrer` would also take the Origin off plain form posts. */
export async function pageTitle(key: string): Promise<Metadata> {
  const t = await getTranslations();
  return { title: `${t(key as never)} · ${t("common.product")}`, referrer: "same-origin" };
}
