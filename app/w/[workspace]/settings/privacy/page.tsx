import { getTranslations } from "next-intl/server";
import { openPage } from "@/app/_gate/page";
import { formLabels } from "@/app/_words/form-labels";
import { TickField } from "@/components/forms/choice-field";
import { Field } from "@/components/forms/field";
import { ActionForm } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { Section } from "@/components/shell/section";
import { pageTitle } from "../../page-title";
import { refusable } from "../../refusable";
import { SettingsHeader } from "../settings-header";
import { eraseRecipient } from "./actions";
import { KeepForm } from "./keep-form";

type Props = {
  params: Promise<{ workspace: string }>;
  searchParams: Promise<{ keep?: string | string[] }>;
};

export const generateMetadata = ({ params }: Pick<Props, "params">) => pageTitle(params, "settings.tabs.privacy");

/** How long the log keeps single items, and what it may forget of a person who asks for it. */
async function PrivacyPage({ params, searchParams }: Props) {
  const { keep } = await searchParams;
  const page = await openPage("/w/[workspace]/settings/privacy", params);
  const [t, labels] = await Promise.all([getTranslations("settings.privacy"), formLabels()]);
  return (
    <>
      <SettingsHeader page={page} tab="privacy" />
      <KeepForm page={page} asked={[keep].flat()[0]} />
      <Section title={t("title")} lead={t("lead")} ruled>
        <ul className="mb-5 grid max-w-[68ch] list-disc gap-1 ps-5 text-ink-2">
          <li>{t("goes")}</li>
          <li>{t("stays")}</li>
          <li>{t("elsewhere")}</li>
        </ul>
        <ActionForm
          action={eraseRecipient}
          labels={{ problem: labels.problem, errorPrefix: labels.errorPrefix }}
          hidden={{ workspace: page.workspace.slug }}
          label={t("title")}
          className="max-w-96"
        >
          <Field
            name="recipient"
            label={t("recipient")}
            hint={t("recipientHint")}
            maxLength={320}
            autoComplete="off"
            required
          />
          <TickField name="sure" label={t("sure")} />
          <SubmitButton variant="danger">{t("submit")}</SubmitButton>
        </ActionForm>
      </Section>
    </>
  );
}

export default refusable(PrivacyPage);
