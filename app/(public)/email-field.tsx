import { getTranslations } from "next-intl/server";
import { Field } from "@/components/forms/field";

/** The address a person signs in with, as password managers know it. */
export async function EmailField() {
  const t = await getTranslations("auth.fields");
  return <Field name="email" label={t("email")} type="email" autoComplete="username" inputMode="email" required />;
}
