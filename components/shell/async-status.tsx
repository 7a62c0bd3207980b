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

const looks: Record<AsyncState, { icon: IconName; tone: string; soft: string }> = {
  pending: { icon: "pending", tone: "text-info", soft: "bg-info-soft" },
  needsAction: { icon: "alert", tone: "text-warn", soft: "bg-warn-soft" },
  done: { icon: "done", tone: "text-ok", soft: "bg-ok-soft" },
  failed: { icon: "error", tone: "text-danger", soft: "bg-danger-soft" },
  unknown: { icon: "help", tone: "text-ink-2", soft: "bg-sunken" },
};

export function AsyncStatus({ state, title, time, children, action }: AsyncStatusProps) {
  const { icon, tone, soft } = looks[state];
  return (
    <div role={state === "failed" ? "alert" : "status"} className={clsx("flex items-start gap-3 rounded-control px-4 py-3", soft)}>
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
        {action && <div className="mt-2.5 flex flex-wrap gap-2">{action}</div>}
      </div>
    </div>
  );
}
