import { getTranslations } from "next-intl/server";
import { formLabels } from "@/app/_words/form-labels";
import { ActionForm } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { demoAccounts } from "@/lib/auth/demo-accounts";
import { signInAsDemo } from "./actions";

/** One press per person of the demo. The action asks again whether the demo runs. */
export async function DemoSignIns({ next }: { next: string | null }) {
  const [t, roles, labels] = await Promise.all([
    getTranslations("auth.demo"),
    getTranslations("common.roles"),
    formLabels(),
  ]);
  return (
    <section aria-labelledby="demo" className="min-w-0">
      <h2 id="demo" className="text-md font-semibold">
        {t("title")}
      </h2>
      <p className="mb-3 text-ink-2">{t("lead")}</p>
      <ActionForm action={signInAsDemo} labels={labels} hidden={next ? { next } : undefined} label={t("title")}>
        <ul className="border-t border-ink">
          {demoAccounts.map(({ email, role }) => (
            <li
              key={email}
              className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line py-2.5"
            >
              <div className="min-w-0 flex-1 basis-56">
                <p className="break-words font-medium">{email}</p>
                <p className="text-sm text-ink-3">{roles(`${role}.description`)}</p>
              </div>
              <SubmitButton variant="secondary" size="sm" name="email" value={email}>
                {t("as", { role: roles(`${role}.name`) })}
              </SubmitButton>
            </li>
          ))}
        </ul>
      </ActionForm>
    </section>
  );
}
