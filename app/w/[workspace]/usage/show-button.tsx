import { getTranslations } from "next-intl/server";
import { LiveCount } from "@/components/forms/live-count";
import { Button } from "@/components/ui/button";
import { usual } from "./usage-search";

/** Closes a phone's panel and says what it will show; beside a panel on a desktop what was chosen shows already. */
export async function ShowButton({ slug }: { slug: string }) {
  const t = await getTranslations("usage.filter");
  return (
    <div className="sticky -bottom-4 -mx-4 mt-4 -mb-4 border-t border-line bg-raised px-4 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:hidden">
      <Button type="submit" variant="primary" size="lg" wide>
        <LiveCount source={`/w/${slug}/usage/count`} usual={usual} plain={t("applyAll")} />
      </Button>
    </div>
  );
}
