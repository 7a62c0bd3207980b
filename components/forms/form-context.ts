"use client";

import { createContext, useContext } from "react";
import { type FormState, idle } from "./form-state";

type FormContextValue = { id: string; state: FormState; pending: boolean; attempt: number };

export const FormContext = createContext<FormContextValue>({ id: "form", state: idle, pending: false, attempt: 0 });

export function useForm() {
  return useContext(FormContext);
}

export function fieldId(formId: string, name: string) {
  return `${formId}-${name}`;
}

/**
 * React empties uncontrolled inputs once an action has answered, so what the person sent is seeded again, and
 * `seed` as a key rebuilds the controls (select, checkbox, radio) whose default a reset does not follow.
 */
export function useFieldState(name: string, defaultValue?: string) {
  const { id, state, attempt } = useForm();
  const failed = state.status === "error";
  return {
    id: fieldId(id, name),
    error: failed ? state.fieldErrors?.[name] : undefined,
    value: failed ? (state.values?.[name] ?? defaultValue) : defaultValue,
    sent: failed ? state.values : undefined,
    seed: `${attempt}`,
  };
}
