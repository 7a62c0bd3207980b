import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";

type PermissionNoteProps = {
  /** Says who can act: "Only owners and admins can invite people. Ask Ana Silva or Rui Costa." */
  children: ReactNode;
  /** An ActionForm that asks them, where the page has one. */
  request?: ReactNode;
};

export function PermissionNote({ children, request }: PermissionNoteProps) {
  return (
    <div
      role="note"
      className="flex flex-wrap items-center gap-x-4 gap-y-2 border-s-2 border-line-2 py-1 ps-3.5 text-ink-2"
    >
      <p className="flex min-w-0 flex-1 basis-64 items-start gap-2">
        <Icon name="key" className="mt-0.5 shrink-0" />
        <span className="min-w-0">{children}</span>
      </p>
      {request}
    </div>
  );
}
