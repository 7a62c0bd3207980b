import { getTranslations } from "next-intl/server";
import { pageHref } from "@/components/shell/navigation";
import { buttonLook } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { type ActivityView, activityHref } from "../_activity/activity-search";

/** What is shown, to keep: as a document and as a file, by day and channel or every entry as on screen. */
export async function Downloads({ view, slug }: { view: ActivityView; slug: string }) {
  const t = await getTranslations("activity");
  const query = activityHref(view, { item: null, after: null, skipped: null });
  const file = (name: string) => `${pageHref(slug, "activity")}/statement.${name}${query}`;
  return (
    <>
      <a href={file("pdf")} download className={buttonLook({})}>
        <Icon name="file" className="shrink-0" />
        {t("download.pdf")}
      </a>
      <a href={file("csv")} download className={buttonLook({})}>
        {t("download.csv")}
      </a>
    </>
  );
}
