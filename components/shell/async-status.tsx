import { clsx } from "clsx";
import type { ReactNode } from "react";
import { Icon, type IconName } from "@/components/ui/icon";

export type AsyncState = "pending" | "needsAction" | "done" | "failed" | "unknown";

type AsyncStatusProps = {
  state: AsyncState;
  /** The state in a word or a sentence. */
  title: ReactNode;
  /** When it came to be so, already formatted. */
  time?: { iso: string; text: string };
  children?: ReactNode;
  /** The next step: a button or a form. */
  action?: ReactNode;
};

const looks: Record<AsyncState, { icon: IconName; tone: string; edge: string }> = {
  pending: { icon: "pending", tone: "text-info", edge: "border-info" },
  needsAction: { icon: "alert", tone: "text-warn", edge: "border-warn" },
  done: { icon: "done", tone: "text-ok", edge: "border-ok" },
  failed: { icon: "error", tone: "text-danger", edge: "border-danger" },
  unknown: { icon: "help", tone: "text-ink-2", edge: "border-line-2" },
};

export function AsyncStatus({ state, title, time, children, action }: AsyncStatusProps) {
  const { icon, tone, edge } = looks[state];
  return (
    <div
      role={state === "failed" ? "alert" : "status"}
      className={clsx("flex items-start gap-3 border-s-2 py-1 ps-3.5", edge)}
    >
      <Icon name={icon} size={18} className={clsx("mt-px shrink-0", tone)} />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className={clsx("font-semibold", tone)}>{title}</span>
          {time && (
            <time dateTime={time.iso} className="text-xs text-ink-2">
              {time.text}
            </time>
          )}
        </p>
        {children && <div className="text-ink-2">{children}</div>}
        {action && <div className="mt-2.5 flex flex-wrap gap-x-4 gap-y-2 empty:hidden">{action}</div>}
      </div>
    </div>
  );
}
