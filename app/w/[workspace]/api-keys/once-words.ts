import "server-only";
import { getTranslations } from "next-intl/server";
import { pageHref } from "@/components/shell/navigation";

/** How a fresh key is shown, wherever it was made. */
export async function shownOnce(slug: string) {
  const t = await getTranslations("api-keys.made");
  return {
    href: pageHref(slug, "api-keys"),
    file: { name: ".env", variable: "SALDO_API_KEY" },
    words: {
      title: t("title"),
      body: t("body"),
      copy: t("copy"),
      copied: t("copied"),
      file: t("file"),
      stored: t("stored"),
    },
  };
}
