import { getTranslations } from "next-intl/server";
import { formLabels } from "@/app/_words/form-labels";
import { ActionForm } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { PageHeader } from "@/components/shell/page-header";
import { Link } from "@/components/ui/link";
import { EmailField } from "../email-field";
import { pageTitle } from "../page-title";
import { requestPasswordReset } from "./actions";

export const generateMetadata = () => pageTitle("auth.reset.title");

export default async function ForgotPasswordPage() {
  const [t, labels] = await Promise.all([getTranslations("auth"), formLabels()]);
  return (
    <>
      <PageHeader title={t("reset.title")} lead={t("reset.lead")} />
      <div className="grid sm:max-w-88 gap-6">
        <ActionForm action={requestPasswordReset} labels={labels}>
          <EmailField label={t("fields.email")} />
          <SubmitButton wide>{t("reset.submit")}</SubmitButton>
        </ActionForm>
        <p className="border-t border-line pt-4">
          <Link variant="standalone" href="/sign-in">
            {t("sent.back")}
          </Link>
        </p>
      </div>
    </>
  );
}
