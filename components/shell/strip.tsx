import { clsx } from "clsx";
import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";
import { Link } from "@/components/ui/link";

type StripProps = {
  label: string;
  tone: "danger" | "warn";
  children: ReactNode;
  link?: { href: string; label: string };
  /** The way to put it away, where it may be. */
  dismiss?: ReactNode;
};

/** The one thing that matters most, above every page's title and in its flow. */
export function Strip({ label, tone, children, link, dismiss }: StripProps) {
  return (
    <section
      aria-label={label}
      className={clsx(
        "mb-4 flex flex-wrap items-center gap-x-4 gap-y-1 rounded-control border px-3.5 py-2 print:hidden",
        tone === "danger" ? "border-danger bg-danger-soft" : "border-line-2 bg-warn-soft",
      )}
    >
      <p className="flex min-w-0 flex-1 basis-64 items-start gap-2.5">
        <Icon name="alert" className={clsx("mt-0.5 shrink-0", tone === "danger" ? "text-danger" : "text-warn")} />
        <span className="min-w-0 font-medium">{children}</span>
      </p>
      {link && (
        <Link variant="standalone" href={link.href}>
          {link.label}
        </Link>
      )}
      {dismiss}
    </section>
  );
}
