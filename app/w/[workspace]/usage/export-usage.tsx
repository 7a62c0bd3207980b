import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { formLabels } from "@/app/_words/form-labels";
import { ActionForm } from "@/components/forms/form";
import { Labelled } from "@/components/forms/labelled";
import { SubmitButton } from "@/components/forms/submit-button";
import { Disclosure } from "@/components/ui/disclosure";
import { RadioGroup } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";
import { lastChoice } from "@/lib/exports/data";
import { csvFormats } from "@/lib/exports/formats";
import { sealScreen } from "@/lib/exports/screen";
import type { UsageList } from "@/lib/metering/list-usage";
import type { Sight } from "@/lib/metering/mask-recipient";
import { zoneLabel } from "@/lib/time";
import { orderExport } from "../_exports/actions";
import { type UsageView, usageHref } from "./usage-search";

type ExportUsageProps = {
  page: OpenedPage;
  view: UsageView;
  recipients: Sight;
  list: Pick<UsageList, "totals" | "moment" | "sort" | "keptFrom">;
};

/** Everything that matches, as a file: of the moment this page was drawn, so that it says what the page says. */
export async function ExportUsage({
  page,
  view,
  recipients,
  list: { totals, moment, sort, keptFrom },
}: ExportUsageProps) {
  const { ctx, workspace, fmt } = page;
  if (totals.events === 0) return null;
  const [t, labels, last] = await Promise.all([getTranslations("exports"), formLabels(), lastChoice(ctx)]);
  const { amountMicro, events: rows } = totals;
  const screen = sealScreen(ctx, { filter: view.filter, sort, moment, rows, amountMicro });
  const zones = [...new Set([workspace.timeZone, "UTC"])];
  const query = usageHref(view, { item: null }).slice(1);
  const seesAll = recipients === "full";
  return (
    <ActionForm
      action={orderExport}
      labels={labels}
      hidden={{ workspace: workspace.slug, screen, query }}
      label={t("title")}
      className="mb-5 gap-2!"
    >
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <SubmitButton variant="secondary" icon="file" shortcut="e">
          {t("button", { count: rows, n: fmt.number(rows) })}
        </SubmitButton>
        <div className="min-w-0 flex-1 basis-72 pt-1.5">
          <Disclosure summary={t("options")}>
            <div className="grid max-w-3xl gap-x-8 gap-y-4 text-ink sm:grid-cols-2">
              <RadioGroup
                name="format"
                legend={t("format.label")}
                defaultValue={last?.format ?? "standard"}
                choices={csvFormats.map((value) => ({
                  value,
                  label: t(`format.${value}`),
                  hint: t(`format.${value}Note`),
                }))}
              />
              <div className="grid content-start gap-4">
                <Labelled id="export-zone" label={t("zone.label")} shown>
                  <Select
                    id="export-zone"
                    name="zone"
                    defaultValue={zones.includes(last?.zone ?? "") ? last?.zone : workspace.timeZone}
                    options={zones.map((value) => ({ value, label: zoneLabel(value, ctx.now) }))}
                  />
                  <p className="mt-1 text-xs text-ink-3">{t("zone.note")}</p>
                </Labelled>
                {seesAll ? (
                  <RadioGroup
                    name="recipients"
                    legend={t("recipients.label")}
                    defaultValue={last?.recipients ?? "full"}
                    choices={[
                      { value: "full", label: t("recipients.full") },
                      { value: "masked", label: t("recipients.masked") },
                    ]}
                  />
                ) : (
                  <p className="text-ink-2">{t("recipients.maskedNote")}</p>
                )}
                {keptFrom && <p className="text-ink-2">{t("keptFrom", { day: fmt.day(keptFrom) })}</p>}
                <p className="text-xs text-ink-3">{t("guarded")}</p>
              </div>
            </div>
          </Disclosure>
        </div>
      </div>
    </ActionForm>
  );
}
