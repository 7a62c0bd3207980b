import { getTranslations } from "next-intl/server";
import { Field } from "@/components/forms/field";
import { passwordMaximum, passwordMinimum } from "@/lib/auth/password-rules";

/** The address is told to password managers, which keep the new password under it; it is never read back. */
export async function NewPersonFields({ email }: { email: string }) {
  const t = await getTranslations("auth.fields");
  return (
    <>
      <Field name="name" label={t("name")} autoComplete="name" maxLength={80} required />
      <NewPasswordField email={email} label={t("password")} hint={t("passwordHint", { min: passwordMinimum })} />
    </>
  );
}

export function NewPasswordField({ email, label, hint }: { email: string; label: string; hint: string }) {
  return (
    <>
      <input type="email" autoComplete="username" defaultValue={email} readOnly hidden />
      <Field
        name="password"
        label={label}
        hint={hint}
        type="password"
        autoComplete="new-password"
        minLength={passwordMinimum}
        maxLength={passwordMaximum}
        required
      />
    </>
  );
}
