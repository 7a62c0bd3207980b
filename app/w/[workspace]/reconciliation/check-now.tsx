import { getTranslations } from "next-intl/server";
import { formLabels } from "@/app/_words/form-labels";
import { ActionForm } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { checkNow } from "./actions";

export async function CheckNow({ slug }: { slug: string }) {
  const [t, labels] = await Promise.all([getTranslations("reconciliation"), formLabels()]);
  return (
    <ActionForm
      action={checkNow}
      labels={{ problem: labels.problem, errorPrefix: labels.errorPrefix }}
      hidden={{ workspace: slug }}
      whenGone={t("asked")}
    >
      <SubmitButton>{t("checkNow")}</SubmitButton>
    </ActionForm>
  );
}
