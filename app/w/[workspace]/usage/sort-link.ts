import type { DataListColumn } from "@/components/data-list/types";
import type { Sight } from "@/lib/metering/mask-recipient";
import { sortsFor, type UsageSort } from "@/lib/metering/usage-sort";
import { type UsageView, usageHref } from "./usage-search";

type Sorting = { view: UsageView /** The order of the rows. */; sorted: UsageSort; recipients: Sight };

/** The way a column's heading leads: to its own order, and to the other way round where the rows stand in it. */
export function sortLink(column: string, { view, sorted, recipients }: Sorting): DataListColumn["sort"] {
  const both = sortsFor(recipients).filter((sort) => sort === column || sort === `-${column}`);
  const [first] = both;
  if (!first) return undefined;
  const here = both.find((sort) => sort === sorted);
  const other = here && both.find((sort) => sort !== here);
  return {
    href: usageHref(view, { sort: other ?? first }),
    direction: here && (here.startsWith("-") ? "desc" : "asc"),
  };
}
