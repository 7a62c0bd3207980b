import { clsx } from "clsx";

type TableHeadProps = {
  /** Figures stand at the end. */
  columns: readonly { label: string; align?: "start" | "end" }[];
  className?: string;
};

/** The head of a small table that draws its own rows. */
export function TableHead({ columns, className }: TableHeadProps) {
  return (
    <thead>
      <tr className={clsx("text-xs text-ink-2", className)}>
        {columns.map(({ label, align }) => (
          <th
            key={label}
            scope="col"
            className={clsx("h-8 font-normal not-first:ps-4", align === "end" ? "text-end" : "text-start")}
          >
            {label}
          </th>
        ))}
      </tr>
    </thead>
  );
}
