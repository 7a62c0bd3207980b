import { getTranslations } from "next-intl/server";
import { guestContext } from "@/app/_gate/guest";
import { formLabels } from "@/app/_words/form-labels";
import { reachable } from "@/app/reachable";
import { ActionForm } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { PageHeader } from "@/components/shell/page-header";
import { peekMailLink } from "@/lib/auth/mail-token";
import { passwordMinimum } from "@/lib/auth/password-rules";
import { DeadLink } from "../dead-link";
import { NewPasswordField } from "../new-person-fields";
import { pageTitle } from "../page-title";
import { one, type Search } from "../search";
import { resetPassword } from "./actions";

export const generateMetadata = () => pageTitle("auth.reset.newTitle");

async function ResetPasswordPage({ searchParams }: { searchParams: Search }) {
  const token = one((await searchParams).token) ?? "";
  const link = await peekMailLink(await guestContext(), token, "password_reset");
  if (link.state !== "open") return <DeadLink state={link.state} again={{ href: "/forgot-password" }} />;
  const [t, labels] = await Promise.all([getTranslations("auth"), formLabels()]);
  const hint = t("fields.passwordHint", { min: passwordMinimum });
  return (
    <>
      <PageHeader title={t("reset.newTitle")} lead={t("reset.newLead", { email: link.email })} />
      <ActionForm action={resetPassword} labels={labels} hidden={{ token }} className="sm:max-w-88">
        <NewPasswordField email={link.email} label={t("fields.newPassword")} hint={hint} />
        <SubmitButton wide>{t("reset.newSubmit")}</SubmitButton>
      </ActionForm>
    </>
  );
}

export default reachable(ResetPasswordPage);
