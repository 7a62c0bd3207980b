import { getTranslations } from "next-intl/server";
import { formLabels } from "@/app/_words/form-labels";
import { Field } from "@/components/forms/field";
import { ActionForm } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { PageHeader } from "@/components/shell/page-header";
import { Link } from "@/components/ui/link";
import { pageTitle } from "../page-title";
import { type Search, wantedPath, withNext } from "../search";
import { requestSignUp } from "./actions";

export const generateMetadata = () => pageTitle("auth.signUp.title");

export default async function SignUpPage({ searchParams }: { searchParams: Search }) {
  const next = wantedPath(await searchParams);
  const [t, labels] = await Promise.all([getTranslations("auth"), formLabels()]);
  return (
    <>
      <PageHeader title={t("signUp.title")} lead={t("signUp.lead")} />
      <div className="grid sm:max-w-88 gap-6">
        <ActionForm action={requestSignUp} labels={labels} hidden={next ? { next } : undefined}>
          <Field name="email" label={t("fields.email")} type="email" autoComplete="email" inputMode="email" required />
          <SubmitButton wide>{t("signUp.submit")}</SubmitButton>
        </ActionForm>
        <p className="flex flex-wrap items-center gap-x-2 border-t border-line pt-4 text-ink-2">
          {t("signUp.haveAccount")}
          <Link variant="standalone" href={withNext("/sign-in", next)}>
            {t("signIn.title")}
          </Link>
        </p>
      </div>
    </>
  );
}
