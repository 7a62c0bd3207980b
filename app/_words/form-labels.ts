import "server-only";
import { getTranslations } from "next-intl/server";

export async function formLabels() {
  const t = await getTranslations("common.form");
  return { problem: t("errorSummary"), errorPrefix: t("errorPrefix"), unsaved: t("unsaved") };
}
