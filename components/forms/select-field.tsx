"use client";

import type { ComponentProps, ReactNode } from "react";
import { Select } from "@/components/ui/select";
import { describedBy, FieldFrame } from "./field-frame";
import { useFieldState } from "./form-context";

type SelectFieldProps = Omit<ComponentProps<typeof Select>, "id" | "name" | "value" | "defaultValue"> & {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  optional?: string;
  defaultValue?: string;
};

export function SelectField({ name, label, hint, optional, defaultValue, ...rest }: SelectFieldProps) {
  const { id, error, value, seed } = useFieldState(name, defaultValue);
  return (
    <FieldFrame id={id} label={label} optional={optional} hint={hint} error={error}>
      <Select
        key={`${seed}:${value}`}
        {...rest}
        id={id}
        name={name}
        defaultValue={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, hint, error)}
      />
    </FieldFrame>
  );
}
