import { getTranslations } from "next-intl/server";
import { guestContext } from "@/app/_gate/guest";
import { formLabels } from "@/app/_words/form-labels";
import { reachable } from "@/app/reachable";
import { ActionForm } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { PageHeader } from "@/components/shell/page-header";
import { Button } from "@/components/ui/button";
import { peekMailLink } from "@/lib/auth/mail-token";
import { DeadLink } from "../dead-link";
import { pageTitle } from "../page-title";
import { one, type Search } from "../search";
import { confirmEmail } from "./actions";

export const generateMetadata = () => pageTitle("auth.confirm.title");

async function ConfirmEmailPage({ searchParams }: { searchParams: Search }) {
  const query = await searchParams;
  const [t, labels] = await Promise.all([getTranslations("auth.confirm"), formLabels()]);
  if (one(query.notice) === "done") {
    return (
      <>
        <PageHeader title={t("doneTitle")} lead={t("done")} />
        <Button href="/" variant="primary">
          {t("home")}
        </Button>
      </>
    );
  }
  const token = one(query.token) ?? "";
  const link = await peekMailLink(await guestContext(), token, "email_change");
  if (link.state !== "open") return <DeadLink state={link.state} again={{ words: t("again") }} />;
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead", { email: link.email })} />
      <ActionForm action={confirmEmail} labels={labels} hidden={{ token }} className="sm:max-w-88">
        <SubmitButton wide>{t("submit")}</SubmitButton>
      </ActionForm>
    </>
  );
}

export default reachable(ConfirmEmailPage);
