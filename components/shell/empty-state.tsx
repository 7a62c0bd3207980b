import type { ReactNode } from "react";

type EmptyStateProps = {
  /** A fact: "No credits used in the last 30 days." */
  title: ReactNode;
  /** What will appear here, and when. */
  children?: ReactNode;
  action?: ReactNode;
};

export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="border-y border-line py-8 sm:py-10 [[data-page-header]+&]:-mt-5 [[data-page-header]+&]:border-t-0">
      <p className="text-md font-semibold">{title}</p>
      {children && <div className="mt-1 max-w-[60ch] text-pretty text-ink-2">{children}</div>}
      {action && <div className="mt-4 flex flex-wrap gap-2">{action}</div>}
    </div>
  );
}
