import { clsx } from "clsx";
import { getTranslations } from "next-intl/server";
import { LiveCount } from "@/components/forms/live-count";
import { Button } from "@/components/ui/button";
import { usual } from "./usage-search";

type ShowButtonProps = {
  slug: string;
  /** At the foot of a panel of its own, where it keeps in sight. */
  inPanel?: boolean;
};

/** Closes what lies over a phone's list and says what it will show; on a desktop what was chosen shows already. */
export async function ShowButton({ slug, inPanel }: ShowButtonProps) {
  const t = await getTranslations("usage.filter");
  return (
    <div
      className={clsx(
        "sm:hidden",
        inPanel &&
          "sticky -bottom-4 -mx-4 mt-4 -mb-4 border-t border-line bg-raised px-4 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))]",
      )}
    >
      <Button type="submit" variant="primary" size="lg" wide>
        <LiveCount source={`/w/${slug}/usage/count`} usual={usual} plain={t("applyAll")} />
      </Button>
    </div>
  );
}
