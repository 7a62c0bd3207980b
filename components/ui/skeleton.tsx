import { clsx } from "clsx";

/** Blocks with the exact text heights; nothing shows before 150 ms, and nothing moves. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={clsx("block animate-appear rounded-bar bg-sunken dark:bg-raised", className ?? "h-5 w-full")}
    />
  );
}

const widths = ["w-full", "w-11/12", "w-4/5", "w-full", "w-3/4"];

export function SkeletonText({ lines = 3 }: { lines?: number }) {
  return (
    <span aria-hidden="true" className="grid gap-2">
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={`line-${line + 1}`} className={clsx("h-4", widths[line % widths.length])} />
      ))}
    </span>
  );
}

export function SkeletonRows({ rows = 5 }: { rows?: number }) {
  return (
    <div aria-hidden="true" className="divide-y divide-line border-b border-line">
      {Array.from({ length: rows }, (_, row) => (
        <div key={`row-${row + 1}`} className="flex h-14 items-center justify-between gap-6 sm:h-10">
          <Skeleton className="h-4 w-2/5" />
          <Skeleton className="h-4 w-16" />
        </div>
      ))}
    </div>
  );
}
