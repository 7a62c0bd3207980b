import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { formLabels } from "@/app/_words/form-labels";
import { ActionForm } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { Section } from "@/components/shell/section";
import type { ListedKey } from "@/lib/api-keys/data";
import { changeKey } from "../actions";
import { keyFields } from "../key-fields";

export async function Settings({ page, listed }: { page: OpenedPage; listed: ListedKey }) {
  const [t, labels] = await Promise.all([getTranslations("api-keys.key"), formLabels()]);
  return (
    <Section title={t("settings")} ruled>
      <ActionForm
        action={changeKey}
        hidden={{ workspace: page.workspace.slug, key: listed.id }}
        labels={labels}
        unsaved={labels.unsaved}
        label={t("settings")}
        className="max-w-160 gap-5"
      >
        {await keyFields(page, listed)}
        <div>
          <SubmitButton>{t("save")}</SubmitButton>
        </div>
      </ActionForm>
    </Section>
  );
}
