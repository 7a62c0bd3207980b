"use client";

import { clsx } from "clsx";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

type NavLinkProps = {
  href: string;
  /** An address where there is no page to be on. */
  nowhere?: string;
  className?: string;
  currentClassName?: string;
  children: ReactNode;
};

export function NavLink({ href, nowhere, className, currentClassName, children }: NavLinkProps) {
  const path = usePathname();
  const current = path !== nowhere && (path === href || path.startsWith(`${href}/`));
  return (
    <Link
      href={href}
      aria-current={current ? "page" : undefined}
      className={clsx(className, current && currentClassName)}
    >
      {children}
    </Link>
  );
}
