/** What a line of the log may tell beside its time and its credits, in the order of the page. */
export const usageColumns = [
  "channel",
  "kind",
  "recipient",
  "source",
  "user",
  "reference",
  "status",
  "quantity",
  "price",
  "cost",
  "balance",
] as const;
export type UsageColumn = (typeof usageColumns)[number];

export const firstColumns: readonly UsageColumn[] = ["channel", "recipient", "source", "status"];

/** Kept by a person as a list of names; none that is known is the first choice again. */
export function chosenColumns(kept: readonly string[]): readonly UsageColumn[] {
  const known = usageColumns.filter((column) => kept.includes(column));
  return known.length > 0 ? known : firstColumns;
}
