import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { formLabels } from "@/app/_words/form-labels";
import { ActionForm } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { Section } from "@/components/shell/section";
import { Disclosure } from "@/components/ui/disclosure";
import type { ListedKey } from "@/lib/api-keys/data";
import { revokeKey } from "../actions";

/** Opened first and pressed then: a confirmation that needs no script. */
export async function Revoke({ page, listed }: { page: OpenedPage; listed: ListedKey }) {
  const [t, labels] = await Promise.all([getTranslations("api-keys.revoke"), formLabels()]);
  const { id, name } = listed;
  return (
    <Section title={t("title")} anchor="revoke" ruled>
      <Disclosure summary={t("action")}>
        <p className="mb-3">{t("body")}</p>
        <ActionForm
          action={revokeKey}
          hidden={{ workspace: page.workspace.slug, key: id }}
          labels={labels}
          label={t("title")}
          whenGone={t("done", { name })}
        >
          <div>
            <SubmitButton variant="danger" aria-label={t("named", { name })}>
              {t("action")}
            </SubmitButton>
          </div>
        </ActionForm>
      </Disclosure>
    </Section>
  );
}
