import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { formLabels } from "@/app/_words/form-labels";
import { Field } from "@/components/forms/field";
import { ActionForm } from "@/components/forms/form";
import { Section } from "@/components/shell/section";
import { SaveButton } from "../save-button";
import { renameAccount, requestEmailChange } from "./actions";

type FormProps = { page: OpenedPage };

export async function NameForm({ page: { viewer } }: FormProps) {
  const [t, common, labels] = await Promise.all([
    getTranslations("settings.account"),
    getTranslations("common"),
    formLabels(),
  ]);
  return (
    <Section title={t("you")} ruled>
      <ActionForm action={renameAccount} labels={labels} unsaved={labels.unsaved} label={t("you")} className="max-w-96">
        <Field name="name" label={t("name")} defaultValue={viewer.name} autoComplete="name" maxLength={80} required />
        <SaveButton>{common("actions.save")}</SaveButton>
      </ActionForm>
    </Section>
  );
}

export async function EmailForm({ page: { viewer } }: FormProps) {
  const [t, labels] = await Promise.all([getTranslations("settings.account"), formLabels()]);
  return (
    <Section title={t("emailTitle")} lead={t("emailNow", { email: viewer.email })} ruled>
      <ActionForm
        action={requestEmailChange}
        labels={labels}
        unsaved={labels.unsaved}
        label={t("emailTitle")}
        className="max-w-96"
      >
        <Field name="email" type="email" label={t("email")} hint={t("emailHint")} autoComplete="email" required />
        {viewer.hasPassword && (
          <Field
            name="currentPassword"
            type="password"
            label={t("password")}
            autoComplete="current-password"
            required
          />
        )}
        <SaveButton>{t("emailSubmit")}</SaveButton>
      </ActionForm>
    </Section>
  );
}
