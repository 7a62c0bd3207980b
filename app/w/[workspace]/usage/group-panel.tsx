import { getTranslations } from "next-intl/server";
import { Panel } from "@/components/ui/panel";
import { RadioGroup } from "@/components/ui/radio-group";
import { type UsageGroup, usageGroups } from "@/lib/metering/group-usage";

/** Message by message, or added up by what. */
export async function GroupPanel({ group }: { group: UsageGroup | null }) {
  const t = await getTranslations("usage");
  return (
    <Panel
      folds
      label={
        <>
          <span className="sm:hidden">
            {group ? t("chip", { name: t("filter.group"), value: t(`groups.${group}`) }) : t("filter.group")}
          </span>
          <span className="max-sm:hidden">
            {group ? t("groups.by", { by: t(`groups.${group}`).toLowerCase() }) : t("groups.none")}
          </span>
        </>
      }
      active={group !== null}
      align="end"
    >
      <RadioGroup
        name="group"
        legend={t("filter.group")}
        legendHidden
        defaultValue={group ?? ""}
        choices={[
          { value: "", label: t("groups.none") },
          ...usageGroups.map((value) => ({ value, label: t(`groups.${value}`) })),
        ]}
      />
    </Panel>
  );
}
