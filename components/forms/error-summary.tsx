"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { Icon } from "@/components/ui/icon";
import { fieldLabels } from "./field-labels";
import { fieldId, useForm } from "./form-context";

type ErrorSummaryProps = {
  title: string;
  /** What the form holds: each line starts with the label of its field. */
  fields: ReactNode;
};

/** First in the form; takes the focus after each failed submit and leads to the fields it names. */
export function ErrorSummary({ title, fields: content }: ErrorSummaryProps) {
  const { id, state, attempt } = useForm();
  const box = useRef<HTMLDivElement>(null);
  const failed = state.status === "error";

  useEffect(() => {
    if (failed) box.current?.focus();
  }, [failed, attempt]);

  if (!failed) return null;
  const labels = fieldLabels(content);
  const fields = Object.entries(state.fieldErrors ?? {});
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      aria-labelledby={`${id}-problem`}
      className="rounded-control border border-danger bg-danger-soft px-4 py-3 text-ink"
    >
      <h2 id={`${id}-problem`} className="flex items-center gap-2 font-semibold text-danger">
        <Icon name="error" className="shrink-0" />
        {title}
      </h2>
      {state.message && <p className="mt-1 ps-6">{state.message}</p>}
      {fields.length > 0 && (
        <ul className="mt-1 ps-6">
          {fields.map(([name, words]) => (
            <li key={name}>
              <a
                href={`#${fieldId(id, name)}`}
                onClick={(event) => {
                  const target = document.getElementById(fieldId(id, name));
                  if (!target) return;
                  event.preventDefault();
                  target.focus();
                }}
                className="inline-flex min-h-6 items-center rounded-bar text-danger underline underline-offset-3 hover:decoration-2 pointer-coarse:min-h-11"
              >
                {labels.has(name) ? `${labels.get(name)}: ${words}` : words}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
