import { getTranslations } from "next-intl/server";
import { pageLocale } from "@/app/_gate/locale";
import type { OpenedPage } from "@/app/_gate/page";
import { formLabels } from "@/app/_words/form-labels";
import { Field } from "@/components/forms/field";
import { ActionForm } from "@/components/forms/form";
import { SelectField } from "@/components/forms/select-field";
import { Section } from "@/components/shell/section";
import { may } from "@/lib/gate/permissions";
import { languages } from "@/lib/i18n/locales";
import { countryName } from "@/lib/workspaces/countries";
import { zoneChoices } from "@/lib/workspaces/time-zones";
import { Facts } from "../../facts";
import { WhoMay } from "../../who-may";
import { SaveButton } from "../save-button";
import { changeWorkspace } from "./actions";

export async function WorkspaceForm({ page }: { page: OpenedPage }) {
  const { ctx, role, workspace, fmt } = page;
  const [t, common, locale, labels] = await Promise.all([
    getTranslations("settings.company"),
    getTranslations("common"),
    pageLocale(),
    formLabels(),
  ]);
  const fixed = [
    { label: t("country"), value: countryName(workspace.country, locale) },
    { label: t("currency"), value: workspace.currency, note: t("currencyFixed") },
  ];
  const language = (value: (typeof languages)[number]) => ({ value, label: common(`languages.${value}`) });
  if (!may(role, "workspace:write")) {
    const spoken = languages.find((one) => one === workspace.locale) ?? "en";
    const shown = [
      { label: t("name"), value: workspace.name },
      { label: t("timeZone"), value: fmt.zone(ctx.now) },
      { label: t("language"), value: language(spoken).label },
    ];
    return (
      <Section title={t("workspace")} ruled>
        <Facts facts={[...shown, ...fixed]} />
        <div className="mt-3.5">
          <WhoMay ctx={ctx} permission="workspace:write" />
        </div>
      </Section>
    );
  }
  return (
    <Section title={t("workspace")} ruled>
      <ActionForm
        action={changeWorkspace}
        hidden={{ workspace: workspace.slug }}
        labels={labels}
        unsaved={labels.unsaved}
        label={t("workspace")}
        className="max-w-96"
      >
        <Field
          name="name"
          label={t("name")}
          defaultValue={workspace.name}
          autoComplete="organization"
          maxLength={80}
          required
        />
        <SelectField
          name="timeZone"
          label={t("timeZone")}
          hint={t("timeZoneHint")}
          defaultValue={workspace.timeZone}
          options={zoneChoices(locale, ctx.now)}
        />
        <SelectField
          name="locale"
          label={t("language")}
          hint={t("languageHint")}
          defaultValue={workspace.locale}
          options={languages.map(language)}
        />
        <Facts facts={fixed} />
        <SaveButton>{common("actions.save")}</SaveButton>
      </ActionForm>
    </Section>
  );
}
