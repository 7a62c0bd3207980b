"use client";

import type { ComponentProps, ReactNode } from "react";
import { Input, Textarea } from "@/components/ui/input";
import { describedBy, FieldFrame } from "./field-frame";
import { useFieldState } from "./form-context";

type FieldProps = Omit<ComponentProps<"input">, "id" | "name" | "value" | "defaultValue"> & {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  optional?: string;
  defaultValue?: string;
  /** More than one line of text. */
  rows?: number;
};

export function Field({ name, label, hint, optional, defaultValue, rows, className, ...rest }: FieldProps) {
  const { id, error, value } = useFieldState(name, defaultValue);
  const control = {
    id,
    name,
    defaultValue: value,
    "aria-invalid": error ? true : undefined,
    "aria-describedby": describedBy(id, hint, error),
    className,
  } as const;
  return (
    <FieldFrame id={id} label={label} optional={optional} hint={hint} error={error}>
      {rows ? (
        <Textarea
          {...control}
          rows={rows}
          required={rest.required}
          maxLength={rest.maxLength}
          placeholder={rest.placeholder}
          readOnly={rest.readOnly}
        />
      ) : (
        <Input {...rest} {...control} />
      )}
    </FieldFrame>
  );
}
