import { getTranslations } from "next-intl/server";
import { guestContext } from "@/app/_gate/guest";
import { formLabels } from "@/app/_words/form-labels";
import { reachable } from "@/app/reachable";
import { ActionForm } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { PageHeader } from "@/components/shell/page-header";
import { peekMailLink } from "@/lib/auth/mail-token";
import { DeadLink } from "../../dead-link";
import { NewPersonFields } from "../../new-person-fields";
import { pageTitle } from "../../page-title";
import { one, type Search } from "../../search";
import { finishSignUp } from "./actions";

export const generateMetadata = () => pageTitle("auth.signUp.finishTitle");

async function FinishSignUpPage({ searchParams }: { searchParams: Search }) {
  const token = one((await searchParams).token) ?? "";
  const link = await peekMailLink(await guestContext(), token, "sign_up");
  if (link.state !== "open") return <DeadLink state={link.state} again={{ href: "/sign-up" }} />;
  const [t, labels] = await Promise.all([getTranslations("auth.signUp"), formLabels()]);
  return (
    <>
      <PageHeader title={t("finishTitle")} lead={t("finishLead", { email: link.email })} />
      <ActionForm action={finishSignUp} labels={labels} hidden={{ token }} className="sm:max-w-88">
        <NewPersonFields email={link.email} />
        <SubmitButton wide>{t("finishSubmit")}</SubmitButton>
      </ActionForm>
    </>
  );
}

export default reachable(FinishSignUpPage);
