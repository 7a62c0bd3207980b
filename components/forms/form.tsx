"use client";

import { clsx } from "clsx";
import { type ReactNode, useActionState, useEffect, useId, useMemo, useState } from "react";
import { announce } from "@/components/shell/announce";
import { useClose } from "@/components/ui/close-context";
import { Icon } from "@/components/ui/icon";
import { ErrorSummary } from "./error-summary";
import { FormContext } from "./form-context";
import { type FormAction, idle } from "./form-state";
import { usePartingWord } from "./use-parting-word";
import { useUnsaved } from "./use-unsaved";

type ActionFormProps = {
  action: FormAction;
  labels: { problem: string; errorPrefix: string };
  children: ReactNode;
  /** Values posted along that nobody types, e.g. the id of the row. */
  hidden?: Record<string, string>;
  className?: string;
  /** Names the form where the page holds several. */
  label?: string;
  /** Said by the page when success takes the form itself away, as when a row is removed. */
  whenGone?: string;
  /** Asked before the page is left with changes in this form. */
  unsaved?: string;
};

export function ActionForm(props: ActionFormProps) {
  const { action, labels, children, hidden, className, label, whenGone, unsaved } = props;
  const id = useId();
  const close = useClose();
  const [state, formAction, pending] = useActionState(action, idle);
  const attempt = useAttempts(state);
  const form = useUnsaved(unsaved, state);
  const context = useMemo(() => ({ id, state, pending, attempt }), [id, state, pending, attempt]);
  const failed = state.status === "error";
  const done = state.status === "done" ? state.message : undefined;

  useTitlePrefix(failed ? labels.errorPrefix : null);
  usePartingWord(whenGone, pending, failed);

  useEffect(() => {
    if (state.status !== "done" || !close) return;
    close();
    if (state.message) announce(state.message);
  }, [state, close]);

  return (
    <FormContext value={context}>
      <form ref={form} action={formAction} noValidate aria-label={label} className={clsx("grid gap-4", className)}>
        <ErrorSummary title={labels.problem} fields={children} />
        {Object.entries(hidden ?? {}).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {children}
        <p role="status" className="flex items-center gap-2 font-medium text-ok empty:absolute">
          {done && !pending && (
            <>
              <Icon name="done" className="shrink-0" />
              <span>{done}</span>
            </>
          )}
        </p>
      </form>
    </FormContext>
  );
}

/** Each answer of the action is a new object, also when it says the same. */
function useAttempts(state: object) {
  const [seen, setSeen] = useState({ state, count: 0 });
  if (seen.state === state) return seen.count;
  setSeen({ state, count: seen.count + 1 });
  return seen.count + 1;
}

function useTitlePrefix(prefix: string | null) {
  useEffect(() => {
    if (!prefix) return;
    const before = document.title;
    document.title = `${prefix} ${before}`;
    return () => {
      if (document.title === `${prefix} ${before}`) document.title = before;
    };
  }, [prefix]);
}
