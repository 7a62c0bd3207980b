import "server-only";
import { getTranslations } from "next-intl/server";
import type { SectionErrorLabels } from "@/components/shell/section-catch";

/** What a section says in its place when it could not be loaded. */
export async function sectionLabels(): Promise<SectionErrorLabels> {
  const t = await getTranslations("common");
  return {
    title: t("section.failed"),
    body: t("section.failedBody"),
    retry: t("actions.tryAgain"),
    reference: t("section.reference"),
    copy: t("section.copy"),
    copied: t("status.copied"),
  };
}
