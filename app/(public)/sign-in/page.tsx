import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { currentSession } from "@/app/_gate/session";
import { formLabels } from "@/app/_words/form-labels";
import { Field } from "@/components/forms/field";
import { ActionForm } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { PageHeader } from "@/components/shell/page-header";
import { Link } from "@/components/ui/link";
import { demoRuns } from "@/lib/auth/demo-accounts";
import { EmailField } from "../email-field";
import { pageTitle } from "../page-title";
import { one, type Search, wantedPath, withNext } from "../search";
import { signIn } from "./actions";
import { DemoSignIns } from "./demo-sign-ins";
import { noticeFor } from "./notice";

export const generateMetadata = () => pageTitle("auth.signIn.title");

export default async function SignInPage({ searchParams }: { searchParams: Search }) {
  const query = await searchParams;
  const next = wantedPath(query);
  if (await currentSession()) redirect(next ?? "/");
  const [t, labels] = await Promise.all([getTranslations("auth"), formLabels()]);
  const hidden = next ? { next } : undefined;
  const notice = await noticeFor({ notice: one(query.notice), error: one(query.error), next });
  return (
    <>
      <PageHeader
        title={t("signIn.title")}
        lead={notice && <span className={notice.failed ? "text-danger" : undefined}>{notice.words}</span>}
      />
      <div className="grid gap-x-16 gap-y-10 lg:grid-cols-[minmax(0,22rem)_minmax(0,1fr)]">
        <div className="grid sm:max-w-88 content-start gap-6">
          <ActionForm action={signIn} labels={labels} hidden={hidden} label={t("signIn.title")}>
            <EmailField label={t("fields.email")} />
            <Field
              name="password"
              label={t("fields.password")}
              type="password"
              autoComplete="current-password"
              required
            />
            <SubmitButton wide>{t("signIn.submit")}</SubmitButton>
          </ActionForm>
          <ul className="grid justify-items-start gap-1.5 border-t border-line pt-4">
            <li>
              <Link variant="standalone" href={withNext("/sign-in/link", next)}>
                {t("signIn.linkInstead")}
              </Link>
            </li>
            <li>
              <Link variant="standalone" href="/forgot-password">
                {t("signIn.forgot")}
              </Link>
            </li>
            <li className="flex flex-wrap items-center gap-x-2 text-ink-2">
              {t("signIn.noAccount")}
              <Link variant="standalone" href={withNext("/sign-up", next)}>
                {t("signIn.createAccount")}
              </Link>
            </li>
          </ul>
        </div>
        {demoRuns() && <DemoSignIns next={next} />}
      </div>
    </>
  );
}
