import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Segmented } from "@/components/ui/segmented";
import type { Formatter } from "@/lib/format";
import type { UsageList } from "@/lib/metering/list-usage";
import type { UsageSort } from "@/lib/metering/usage-sort";
import { cursorText, pageSizes, type UsageView, usageHref } from "./usage-search";
import type { UsageWords } from "./usage-words";

type PagesProps = { list: UsageList; view: UsageView; t: UsageWords; fmt: Formatter };

const words: Partial<Record<UsageSort, readonly ["pages.newest" | "pages.oldest", "pages.older" | "pages.newer"]>> = {
  "-time": ["pages.newest", "pages.older"],
  time: ["pages.oldest", "pages.newer"],
};

/** Where this page stands among all that matches, and the way on. */
export function Pages({ list: { rows, next, totals, sort }, view, t, fmt }: PagesProps) {
  const [toFirst, onward] = words[sort] ?? (["pages.first", "pages.next"] as const);
  const first = view.skipped + 1;
  const last = view.skipped + rows.length;
  return (
    <nav aria-label={t("pages.label")} className="mt-3 flex flex-wrap items-center justify-between gap-3">
      <p className="text-ink-2">
        {t("pages.range", { first: fmt.number(first), last: fmt.number(last), count: fmt.number(totals.events) })}
      </p>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        {totals.events > pageSizes[0] && (
          <Segmented
            label={t("pages.size")}
            value={String(view.size)}
            options={pageSizes.map((size) => ({
              value: String(size),
              label: fmt.number(size),
              href: usageHref(view, { size: String(size) }),
            }))}
          />
        )}
        {view.after && (
          <Link variant="standalone" href={usageHref(view, { after: null, skipped: null, item: null })}>
            {t(toFirst)}
          </Link>
        )}
        {next && (
          <Button href={usageHref(view, { after: cursorText(next), skipped: String(last), item: null })}>
            {t(onward)}
          </Button>
        )}
      </div>
    </nav>
  );
}
