import { getTranslations } from "next-intl/server";
import { formLabels } from "@/app/_words/form-labels";
import { ActionForm } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { Panel } from "@/components/ui/panel";
import { type UsageColumn, usageColumns } from "@/lib/metering/usage-columns";
import { setUsageColumns } from "./actions";
import { Ticks } from "./ticks";

/** Which columns the log has: kept with the person, for every workspace and device. */
export async function ColumnsPanel({ chosen }: { chosen: readonly UsageColumn[] }) {
  const [t, common, labels] = await Promise.all([getTranslations("usage"), getTranslations("common"), formLabels()]);
  return (
    <Panel label={t("columns.choose")} align="end">
      <ActionForm action={setUsageColumns} labels={labels} label={t("columns.choose")}>
        <Ticks
          name="columns"
          legend={t("columns.choose")}
          legendHidden
          options={usageColumns.map((id) => ({ id, name: t(`columns.${id}`) }))}
          chosen={chosen}
        />
        <SubmitButton variant="secondary" wide>
          {common("actions.save")}
        </SubmitButton>
      </ActionForm>
    </Panel>
  );
}
