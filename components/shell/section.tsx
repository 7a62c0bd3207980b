import { type ReactNode, useId } from "react";

type SectionProps = {
  title: ReactNode;
  action?: ReactNode;
  /** A sentence under the title. */
  lead?: ReactNode;
  /** A rule under the title: for sections of prose and forms. Tables and figures bring their own. */
  ruled?: boolean;
  /** The anchor others may link to. */
  anchor?: string;
  children: ReactNode;
};

export function Section({ title, action, lead, ruled, anchor, children }: SectionProps) {
  const id = useId();
  return (
    <section id={anchor} aria-labelledby={id} className="mt-7 sm:mt-9 [[data-page-header]+&]:mt-0">
      <div className={ruled ? "mb-3.5 border-b border-line pb-2" : "mb-2"}>
        <div className="flex min-h-8 flex-wrap items-center justify-between gap-x-4 gap-y-1.5">
          <h2 id={id} className="text-md font-semibold">
            {title}
          </h2>
          {action}
        </div>
        {lead && <p className="max-w-[68ch] text-pretty text-ink-2">{lead}</p>}
      </div>
      {children}
    </section>
  );
}
