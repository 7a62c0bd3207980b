import "server-only";
import { getTranslations } from "next-intl/server";

export async function formLabels() {
  const t = await getTranslations("common.form");
  return { problem: t("errorSummary"), errorPrefix: t("errorPrefix"), unsaved: t("unsaved") };
}

/** With the words of a dialog that asks once more. */
export async function confirmLabels() {
  const [labels, t] = await Promise.all([formLabels(), getTranslations("common.actions")]);
  return { ...labels, close: t("close"), cancel: t("cancel") };
}
