"use client";

import { useState } from "react";
import { ActionForm } from "@/components/forms/form";
import { useFieldState } from "@/components/forms/form-context";
import type { FormAction } from "@/components/forms/form-state";
import { SubmitButton } from "@/components/forms/submit-button";
import { type Option, Select } from "@/components/ui/select";

type RoleFormProps = {
  action: FormAction;
  hidden: Record<string, string>;
  current: string;
  options: readonly Option[];
  words: { label: string; save: string };
  labels: { problem: string; errorPrefix: string };
};

/** Changing the list changes nothing yet: the button that does comes with the change, or stands there without JavaScript. */
export function RoleForm({ action, hidden, current, options, words, labels }: RoleFormProps) {
  const [chosen, setChosen] = useState(current);
  const save = (
    <SubmitButton size="sm" variant="secondary">
      {words.save}
    </SubmitButton>
  );
  return (
    <ActionForm action={action} hidden={hidden} labels={labels} label={words.label} className="gap-2">
      <span className="flex flex-wrap items-center gap-2">
        <RoleSelect current={current} options={options} label={words.label} onChoose={setChosen} />
        {chosen !== current && save}
        <noscript>{save}</noscript>
      </span>
    </ActionForm>
  );
}

type RoleSelectProps = { current: string; options: readonly Option[]; label: string; onChoose: (role: string) => void };

function RoleSelect({ current, options, label, onChoose }: RoleSelectProps) {
  const { id, value, seed } = useFieldState("role", current);
  return (
    <Select
      key={`${seed}:${value}`}
      id={id}
      name="role"
      aria-label={label}
      options={options}
      defaultValue={value}
      onChange={(event) => onChoose(event.currentTarget.value)}
      className="min-w-36"
    />
  );
}
