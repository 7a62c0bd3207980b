import { clsx } from "clsx";
import Link from "next/link";
import type { ReactNode } from "react";
import { Icon, type IconName } from "@/components/ui/icon";

type StripTone = "danger" | "warn" | "info";

type GlobalStripProps = {
  tone: StripTone;
  children: ReactNode;
  action?: { href: string; label: string };
  /** A form that hides it for a day; the gravest ones have none. */
  dismiss?: ReactNode;
};

const looks: Record<StripTone, { icon: IconName; look: string }> = {
  danger: { icon: "error", look: "bg-danger-soft text-danger" },
  warn: { icon: "alert", look: "bg-warn-soft text-warn" },
  info: { icon: "info", look: "bg-info-soft text-info" },
};

/** One at a time, in the flow above the title: it never covers anything. */
export function GlobalStrip({ tone, children, action, dismiss }: GlobalStripProps) {
  const { icon, look } = looks[tone];
  return (
    <div role={tone === "danger" ? "alert" : "status"} className={clsx("print:hidden", look)}>
      <div className="mx-auto flex max-w-300 flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2 sm:px-8 lg:px-10">
        <p className="flex min-w-0 flex-1 basis-60 items-start gap-2 font-medium">
          <Icon name={icon} className="mt-0.5 shrink-0" />
          <span className="min-w-0">{children}</span>
        </p>
        {action && (
          <Link
            href={action.href}
            className="inline-flex min-h-6 items-center rounded-bar font-semibold underline underline-offset-3 hover:decoration-2 pointer-coarse:min-h-11"
          >
            {action.label}
          </Link>
        )}
        {dismiss}
      </div>
    </div>
  );
}
