import { getTranslations } from "next-intl/server";
import { Select } from "@/components/ui/select";
import type { Sight } from "@/lib/metering/mask-recipient";
import { sortsFor } from "@/lib/metering/usage-sort";
import type { UsageView } from "./usage-search";

/** A phone's list has no headings to press; in the table's the order is a link, and here it stays with the form. */
export async function SortSelect({ view: { sort, group }, recipients }: { view: UsageView; recipients: Sight }) {
  const t = await getTranslations("usage.sort");
  if (group) return <input type="hidden" name="sort" value={sort} />;
  return (
    <div className="border-b border-line py-4 sm:hidden">
      <label htmlFor="usage-sort" className="mb-1 block font-semibold">
        {t("label")}
      </label>
      <Select
        id="usage-sort"
        name="sort"
        defaultValue={sort}
        options={sortsFor(recipients).map((value) => ({ value, label: t(`by.${value}`) }))}
      />
    </div>
  );
}
