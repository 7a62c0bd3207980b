import { EmptyState } from "@/components/shell/empty-state";
import { Button } from "@/components/ui/button";
import type { Formatter } from "@/lib/format";
import { clearedHref, type UsageView, usageHref } from "./usage-search";
import type { UsageWords } from "./usage-words";

type NothingProps = { view: UsageView; t: UsageWords; fmt: Formatter };

/** Nothing yet, or nothing that matches: what was looked for, and the way out. */
export function Nothing({ view, t, fmt }: NothingProps) {
  const { from, to, ...narrowing } = view.filter;
  const narrowed = Object.values(narrowing).some((value) => value !== undefined);
  if (!narrowed && view.range === "last-30") {
    return <EmptyState title={t("empty.none")}>{t("empty.noneBody")}</EmptyState>;
  }
  const days = fmt.dayRange(from, to);
  return (
    <EmptyState
      title={narrowing.q ? t("empty.noItem", { q: narrowing.q, days }) : t("empty.noMatch")}
      action={
        <>
          {narrowed && (
            <Button href={clearedHref(view)} scroll={false}>
              {t("filter.clear")}
            </Button>
          )}
          {narrowing.q && view.range !== "all" && (
            <Button variant="primary" href={usageHref(view, { range: "all", from: null, to: null })} scroll={false}>
              {t("empty.allDates")}
            </Button>
          )}
          {!narrowing.q && view.range !== "last-90" && (
            <Button href={usageHref(view, { range: "last-90", from: null, to: null })} scroll={false}>
              {t("empty.wider")}
            </Button>
          )}
        </>
      }
    >
      {narrowing.q ? t("empty.noItemBody", { all: view.range === "all" ? "yes" : "no" }) : t("empty.noMatchBody")}
    </EmptyState>
  );
}
