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

type SkeletonRowsProps = {
  rows?: number;
  /** For rows that are not one line in the table and two in the phone's list. */
  height?: string;
};

/** The boxes of a DataList: from 640 px a head and rows, below two-line items. */
export function SkeletonRows({ rows = 5, height = "h-14 sm:h-10" }: SkeletonRowsProps) {
  return (
    <div aria-hidden="true">
      <div className="border-b border-line-2 sm:h-9" />
      {Array.from({ length: rows }, (_, row) => (
        <div
          key={`row-${row + 1}`}
          className={clsx(
            "box-content flex items-center justify-between gap-6 border-b border-line sm:box-border",
            height,
          )}
        >
          <Skeleton className="h-4 w-2/5" />
          <Skeleton className="h-4 w-16" />
        </div>
      ))}
    </div>
  );
}
