"use client";

import { clsx } from "clsx";
import Link from "next/link";
import { Icon } from "@/components/ui/icon";
import type { SortDirection } from "./types";

type SortHeaderProps = {
  label: string;
  direction: SortDirection | undefined;
  end: boolean;
  href?: string;
  onSort?: () => void;
};

export function SortHeader({ label, direction, end, href, onSort }: SortHeaderProps) {
  const look = clsx(
    "group/sort -mx-1.5 inline-flex min-h-6 items-center gap-1 rounded-bar px-1.5 text-start transition-colors hover:text-ink pointer-coarse:min-h-11",
    end && "flex-row-reverse text-end",
    direction && "text-ink",
  );
  const inner = (
    <>
      {label}
      <Icon
        name={direction === "asc" ? "sortUp" : "sortDown"}
        size={12}
        className={clsx(
          "shrink-0",
          !direction && "opacity-0 group-hover/sort:opacity-60 group-focus-visible/sort:opacity-60",
        )}
      />
    </>
  );
  if (href) {
    return (
      <Link href={href} scroll={false} className={look}>
        {inner}
      </Link>
    );
  }
  return (
    <button type="button" onClick={onSort} className={look}>
      {inner}
    </button>
  );
}
