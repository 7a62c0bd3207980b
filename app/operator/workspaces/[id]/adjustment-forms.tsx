import { getTranslations } from "next-intl/server";
import type { OpenedOperation } from "@/app/_gate/operator-page";
import { formLabels } from "@/app/_words/form-labels";
import { Field } from "@/components/forms/field";
import { ActionForm } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { Section } from "@/components/shell/section";
import { newId } from "@/lib/ids";
import { adjustmentLimit } from "@/lib/operator/adjustment-limit";
import { correctBalance, givePromo } from "../actions";

/** Each form carries an id of its own: pressed twice, it gives once. */
export async function AdjustmentForms({ page: { fmt }, workspaceId }: { page: OpenedOperation; workspaceId: string }) {
  const [t, common, labels] = await Promise.all([
    getTranslations("operator-workspaces.give"),
    getTranslations("common"),
    formLabels(),
  ]);
  const limit = fmt.credits(adjustmentLimit());
  return (
    <>
      <Section title={t("promo")} lead={t("promoLead", { limit })} ruled>
        <ActionForm
          action={givePromo}
          hidden={{ workspace: workspaceId, id: newId("adj") }}
          labels={labels}
          unsaved={labels.unsaved}
          label={t("promo")}
          className="max-w-180 sm:grid-cols-2"
        >
          <Field name="credits" label={t("credits")} inputMode="decimal" autoComplete="off" maxLength={40} />
          <Field
            name="expiresOn"
            label={t("expiresOn")}
            hint={t("expiresHint")}
            type="date"
            optional={common("form.optional")}
          />
          <div className="sm:col-span-2">
            <Field name="reason" label={t("reason")} hint={t("reasonHint")} maxLength={200} />
          </div>
          <div className="sm:col-span-2">
            <SubmitButton>{t("givePromo")}</SubmitButton>
          </div>
        </ActionForm>
      </Section>
      <Section title={t("correct")} lead={t("correctLead", { limit })} ruled>
        <ActionForm
          action={correctBalance}
          hidden={{ workspace: workspaceId, id: newId("adj") }}
          labels={labels}
          unsaved={labels.unsaved}
          label={t("correct")}
          className="max-w-180 sm:grid-cols-2"
        >
          <Field name="credits" label={t("plusMinus")} hint={t("plusMinusHint")} autoComplete="off" maxLength={40} />
          <Field name="reason" label={t("reason")} hint={t("reasonHint")} maxLength={200} />
          <div className="sm:col-span-2">
            <SubmitButton variant="secondary">{t("doCorrect")}</SubmitButton>
          </div>
        </ActionForm>
      </Section>
    </>
  );
}
