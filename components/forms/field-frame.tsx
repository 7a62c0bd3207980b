import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";

type FieldFrameProps = {
  id: string;
  label: ReactNode;
  /** Said after the label of a field that may stay empty. */
  optional?: string;
  hint?: ReactNode;
  error?: string;
  children: ReactNode;
};

export function FieldFrame({ id, label, optional, hint, error, children }: FieldFrameProps) {
  return (
    <div className="grid min-w-0 content-start gap-1.5">
      <label htmlFor={id} className="font-semibold">
        {label}
        {optional && <span className="font-normal text-ink-3"> {optional}</span>}
      </label>
      <FieldNotes id={id} hint={hint} error={error} />
      {children}
    </div>
  );
}

export function FieldNotes({ id, hint, error }: { id: string; hint?: ReactNode; error?: string }) {
  return (
    <>
      {hint && (
        <p id={`${id}-hint`} className="-mt-1 text-xs text-ink-3">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="flex items-start gap-1.5 text-sm font-medium text-danger">
          <Icon name="error" className="mt-px shrink-0" />
          <span className="min-w-0">{error}</span>
        </p>
      )}
    </>
  );
}

export function describedBy(id: string, hint: unknown, error: unknown) {
  const ids = [hint ? `${id}-hint` : null, error ? `${id}-error` : null].filter(Boolean);
  return ids.length > 0 ? ids.join(" ") : undefined;
}
