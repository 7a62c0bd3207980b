import { clsx } from "clsx";
import type { ReactNode } from "react";

type LabelledProps = {
  /** The control's id. */
  id: string;
  label: string;
  /** Above the control; left out, it is for assistive technology alone. */
  shown?: boolean;
  className?: string;
  children: ReactNode;
};

/** A control of a form that asks the address, which has no errors and no hints. */
export function Labelled({ id, label, shown, className, children }: LabelledProps) {
  return (
    <div className={clsx("min-w-0", className)}>
      <label htmlFor={id} className={shown ? "mb-1 block text-sm" : "sr-only"}>
        {label}
      </label>
      {children}
    </div>
  );
}
