"use client";

import type { ComponentProps } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { RadioGroup } from "@/components/ui/radio-group";
import { Switch } from "@/components/ui/switch";
import { describedBy, FieldNotes } from "./field-frame";
import { useFieldState } from "./form-context";

type RadioFieldProps = Omit<ComponentProps<typeof RadioGroup>, "describedBy" | "invalid" | "id">;

export function RadioField(props: RadioFieldProps) {
  const { id, error, value, seed } = useFieldState(props.name, props.defaultValue);
  return (
    <div className="grid gap-1.5">
      <FieldNotes id={id} error={error} />
      <RadioGroup
        key={`${seed}:${value}`}
        {...props}
        id={id}
        defaultValue={value}
        describedBy={describedBy(id, undefined, error)}
        invalid={Boolean(error)}
      />
    </div>
  );
}

type TickFieldProps = Omit<ComponentProps<typeof Checkbox>, "id" | "name" | "checked" | "bare"> & {
  name: string;
  /** A switch takes effect as a setting; a checkbox agrees or picks. */
  look?: "checkbox" | "switch";
};

export function TickField({ name, look = "checkbox", defaultChecked, ...rest }: TickFieldProps) {
  const { id, error, sent, seed } = useFieldState(name);
  const checked = sent ? sent[name] !== undefined : defaultChecked;
  const Tick = look === "switch" ? Switch : Checkbox;
  return (
    <div className="grid gap-1">
      <FieldNotes id={id} error={error} />
      <Tick
        key={`${seed}:${checked}`}
        {...rest}
        id={id}
        name={name}
        defaultChecked={checked}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, undefined, error)}
      />
    </div>
  );
}
