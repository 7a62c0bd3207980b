import type { ReactNode } from "react";
import { TakeFocus } from "./take-focus";

type PageHeaderProps = {
  title: ReactNode;
  /** At the end of the title's line: "Updated 11:42 · Luanda (UTC+1)". */
  meta?: ReactNode;
  actions?: ReactNode;
  /** A sentence under the title, above the rule. */
  lead?: ReactNode;
};

/** The page's title on its strong rule. */
export function PageHeader({ title, meta, actions, lead }: PageHeaderProps) {
  return (
    <div
      data-page-header=""
      className="mb-5 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2 border-b border-ink pb-3.5 sm:pb-5"
    >
      <h1 tabIndex={-1} className="display min-w-0 text-display-md break-words">
        {title}
        <TakeFocus />
      </h1>
      {meta && <div className="text-ink-3 sm:ms-auto">{meta}</div>}
      {actions && (
        <div className="flex flex-wrap items-center gap-2 self-center empty:hidden max-sm:order-last">{actions}</div>
      )}
      {lead && (
        <div className="basis-full">
          <p className="max-w-[68ch] text-pretty text-ink-2">{lead}</p>
        </div>
      )}
    </div>
  );
}
