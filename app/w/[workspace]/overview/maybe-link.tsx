import Link from "next/link";
import type { ReactNode } from "react";

/** A name that leads somewhere, for those who may go there. */
export function MaybeLink({ href, children }: { href: string | undefined; children: ReactNode }) {
  if (href === undefined) return children;
  return (
    <Link
      href={href}
      className="inline-flex min-h-6 min-w-0 items-center rounded-bar break-words hover:text-accent hover:underline hover:underline-offset-3 pointer-coarse:min-h-11"
    >
      {children}
    </Link>
  );
}
