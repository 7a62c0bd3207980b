import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { formLabels } from "@/app/_words/form-labels";
import { Field } from "@/components/forms/field";
import { ActionForm } from "@/components/forms/form";
import { Section } from "@/components/shell/section";
import { passwordMaximum, passwordMinimum } from "@/lib/auth/password-rules";
import { SaveButton } from "../save-button";
import { changePassword } from "./actions";

/** The address goes along unseen, so that a password manager files the new password under it. */
export async function PasswordForm({ page: { viewer } }: { page: OpenedPage }) {
  const [t, labels] = await Promise.all([getTranslations("settings.security"), formLabels()]);
  return (
    <Section title={t("password")} lead={viewer.hasPassword ? undefined : t("none")} ruled>
      <ActionForm
        action={changePassword}
        labels={labels}
        unsaved={labels.unsaved}
        label={t("password")}
        className="max-w-96"
      >
        <input type="email" autoComplete="username" defaultValue={viewer.email} readOnly hidden />
        {viewer.hasPassword && (
          <Field name="currentPassword" type="password" label={t("current")} autoComplete="current-password" required />
        )}
        <Field
          name="newPassword"
          type="password"
          label={t("new")}
          hint={t("newHint", { min: passwordMinimum })}
          autoComplete="new-password"
          maxLength={passwordMaximum}
          required
        />
        <SaveButton>{viewer.hasPassword ? t("change") : t("set")}</SaveButton>
      </ActionForm>
    </Section>
  );
}
