import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { formLabels } from "@/app/_words/form-labels";
import { RadioField, TickField } from "@/components/forms/choice-field";
import { ActionForm } from "@/components/forms/form";
import { Section } from "@/components/shell/section";
import { SaveButton } from "../save-button";
import { setPreferences } from "./actions";

const themes = ["system", "light", "dark"] as const;

export async function AppearanceForm({ page: { viewer } }: { page: OpenedPage }) {
  const [t, shell, common, labels] = await Promise.all([
    getTranslations("settings.appearance"),
    getTranslations("shell.theme"),
    getTranslations("common"),
    formLabels(),
  ]);
  return (
    <Section title={t("title")} ruled>
      <ActionForm
        action={setPreferences}
        hidden={{ section: "appearance" }}
        labels={labels}
        unsaved={labels.unsaved}
        label={t("title")}
        className="max-w-96"
      >
        <RadioField
          name="theme"
          legend={shell("label")}
          defaultValue={viewer.theme}
          choices={themes.map((value) => ({ value, label: shell(value) }))}
        />
        <TickField
          name="singleKeyShortcuts"
          look="switch"
          label={t("shortcuts")}
          hint={t("shortcutsHint")}
          defaultChecked={viewer.singleKeyShortcuts}
        />
        <SaveButton>{common("actions.save")}</SaveButton>
      </ActionForm>
    </Section>
  );
}
