import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { formLabels } from "@/app/_words/form-labels";
import { RadioField } from "@/components/forms/choice-field";
import { Field } from "@/components/forms/field";
import { ActionForm } from "@/components/forms/form";
import { SelectField } from "@/components/forms/select-field";
import { SubmitButton } from "@/components/forms/submit-button";
import { Section } from "@/components/shell/section";
import { mayAssign, roles } from "@/lib/gate/permissions";
import { languages } from "@/lib/i18n/locales";
import { inviteMembers } from "./actions";

export async function InvitePeople({ page: { role: own, workspace } }: { page: OpenedPage }) {
  const [t, common, labels] = await Promise.all([
    getTranslations("team.invite"),
    getTranslations("common"),
    formLabels(),
  ]);
  const choices = roles.filter((role) => mayAssign(own, { to: role }));
  return (
    <Section title={t("title")} anchor="invite" ruled>
      <ActionForm
        action={inviteMembers}
        hidden={{ workspace: workspace.slug }}
        labels={labels}
        className="max-w-120 gap-5"
      >
        <Field name="addresses" label={t("addresses")} hint={t("addressesHint")} rows={2} required />
        <RadioField
          name="role"
          legend={t("role")}
          defaultValue="viewer"
          choices={choices.map((role) => ({
            value: role,
            label: common(`roles.${role}.name`),
            hint: common(`roles.${role}.description`),
          }))}
        />
        <SelectField
          name="locale"
          label={t("language")}
          defaultValue={workspace.locale}
          options={languages.map((language) => ({ value: language, label: common(`languages.${language}`) }))}
        />
        <div>
          <SubmitButton>{t("submit")}</SubmitButton>
        </div>
      </ActionForm>
    </Section>
  );
}
