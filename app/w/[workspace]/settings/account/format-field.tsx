"use client";

import { useState } from "react";
import { SelectField } from "@/components/forms/select-field";
import type { Option } from "@/components/ui/select";

type FormatFieldProps = {
  label: string;
  options: readonly Option[];
  chosen: string;
  /** The sample of each option, ready-made. */
  previews: Record<string, string>;
};

/** Shows what each choice would look like before it is saved. */
export function FormatField({ label, options, chosen, previews }: FormatFieldProps) {
  const [shown, setShown] = useState(chosen);
  return (
    <SelectField
      name="formatLocale"
      label={label}
      hint={<output aria-live="polite">{previews[shown]}</output>}
      options={options}
      defaultValue={chosen}
      onChange={(event) => setShown(event.currentTarget.value)}
    />
  );
}
