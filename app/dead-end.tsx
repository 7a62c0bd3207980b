import type { ReactNode } from "react";
import { PageHeader } from "@/components/shell/page-header";

/** Where a page would have been: what is the matter, and the way on. */
export function DeadEnd({ title, body, action }: { title: string; body: ReactNode; action?: ReactNode }) {
  return (
    <>
      <PageHeader title={title} />
      <div className="max-w-[68ch] text-ink-2">{body}</div>
      {action && <p className="mt-5 flex flex-wrap gap-2">{action}</p>}
    </>
  );
}
