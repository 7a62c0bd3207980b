import { Field } from "@/components/forms/field";

/** The address a person signs in with, as password managers know it. Draws at once, so that its form can read its label. */
export function EmailField({ label }: { label: string }) {
  return <Field name="email" label={label} type="email" autoComplete="username" inputMode="email" required />;
}
