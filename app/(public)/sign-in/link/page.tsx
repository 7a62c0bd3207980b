import { getTranslations } from "next-intl/server";
import { guestContext } from "@/app/_gate/guest";
import { formLabels } from "@/app/_words/form-labels";
import { reachable } from "@/app/reachable";
import { ActionForm } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { PageHeader } from "@/components/shell/page-header";
import { Link } from "@/components/ui/link";
import { linkMinutes } from "@/lib/auth/link-minutes";
import { peekMailLink } from "@/lib/auth/mail-token";
import { DeadLink } from "../../dead-link";
import { EmailField } from "../../email-field";
import { pageTitle } from "../../page-title";
import { one, type Search, wantedPath, withNext } from "../../search";
import { requestSignInLink } from "../actions";
import { signInByLink } from "./actions";

export const generateMetadata = () => pageTitle("auth.link.title");

async function LinkPage({ searchParams }: { searchParams: Search }) {
  const query = await searchParams;
  const token = one(query.token);
  return token ? <UseLink token={token} /> : <AskForLink next={wantedPath(query)} />;
}

/** Opening the link only shows this; mail programs that open links for safety must not use them up. */
async function UseLink({ token }: { token: string }) {
  const link = await peekMailLink(await guestContext(), token, "sign_in");
  if (link.state !== "open") return <DeadLink state={link.state} again={{ href: "/sign-in/link" }} />;
  const [t, labels] = await Promise.all([getTranslations("auth.link"), formLabels()]);
  return (
    <>
      <PageHeader title={t("confirmTitle")} lead={t("confirmLead", { email: link.email })} />
      <ActionForm action={signInByLink} labels={labels} hidden={{ token }} className="sm:max-w-88">
        <SubmitButton wide>{t("confirmSubmit")}</SubmitButton>
      </ActionForm>
    </>
  );
}

async function AskForLink({ next }: { next: string | null }) {
  const [t, labels] = await Promise.all([getTranslations("auth"), formLabels()]);
  return (
    <>
      <PageHeader title={t("link.title")} lead={t("link.lead", { minutes: linkMinutes.sign_in })} />
      <div className="grid sm:max-w-88 gap-6">
        <ActionForm action={requestSignInLink} labels={labels} hidden={next ? { next } : undefined}>
          <EmailField label={t("fields.email")} />
          <SubmitButton wide>{t("link.submit")}</SubmitButton>
        </ActionForm>
        <p className="border-t border-line pt-4">
          <Link variant="standalone" href={withNext("/sign-in", next)}>
            {t("link.withPassword")}
          </Link>
        </p>
      </div>
    </>
  );
}

export default reachable(LinkPage);
