import { getTranslations } from "next-intl/server";
import { signOut } from "@/app/_gate/sign-out";
import { formLabels } from "@/app/_words/form-labels";
import { ActionForm } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";

/** Who is signed in, and the way out. */
export async function SignOut({ name }: { name: string }) {
  const [t, labels] = await Promise.all([getTranslations("shell"), formLabels()]);
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <p className="min-w-0 text-xs break-words text-ink-3">{t("account.signedInAs", { name })}</p>
      <ActionForm action={signOut} labels={labels} label={t("account.signOut")}>
        <SubmitButton variant="secondary" size="sm" icon="signOut">
          {t("account.signOut")}
        </SubmitButton>
      </ActionForm>
    </div>
  );
}
