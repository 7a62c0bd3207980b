import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { DataList } from "@/components/data-list/data-list";
import { EmptyState } from "@/components/shell/empty-state";
import { Link } from "@/components/ui/link";
import { creditDecimals } from "@/lib/credits";
import { type GroupedUsage, groupUsage, type UsageGroup } from "@/lib/metering/group-usage";
import { keptFrom } from "@/lib/metering/kept-from";
import { listUsage } from "@/lib/metering/list-usage";
import type { Sight } from "@/lib/metering/mask-recipient";
import type { LocalDay } from "@/lib/time";
import { channelName } from "../channel-words";
import type { Sources } from "./sources";
import { Sums } from "./sums";
import { type UsageView, usageHref } from "./usage-search";
import { kindName, type UsageWords } from "./usage-words";

type GroupsProps = { page: OpenedPage; view: UsageView; by: UsageGroup; recipients: Sight; sources: Sources };

/** The same filter added up by one of its sides; each line leads to its messages. */
export async function Groups({ page, view, by, recipients, sources }: GroupsProps) {
  const { ctx, workspace, fmt } = page;
  const [t, { groups, more }, list, kept] = await Promise.all([
    getTranslations("usage"),
    groupUsage(ctx, workspace, view.filter, { by, recipients }),
    listUsage(ctx, workspace, view.filter, { after: null, limit: 1, recipients }),
    by === "day" ? keptFrom(ctx, view.filter.from) : null,
  ]);
  if (groups.length === 0) return <EmptyState title={t("empty.noMatch")}>{t("empty.noMatchBody")}</EmptyState>;
  const decimals = creditDecimals(groups.map(({ amountMicro }) => amountMicro));
  const sum = (pick: (group: GroupedUsage) => number) => groups.reduce((all, group) => all + pick(group), 0);
  return (
    <>
      <Sums page={page} view={view} recipients={recipients} list={list} />
      <DataList
        caption={t("groups.caption", { by: t(`groups.${by}`) })}
        captionHidden
        columns={[
          { id: "name", header: t(`groups.${by}`), rowHeader: true },
          { id: "charged", header: t("columns.charged"), align: "end", item: "meta" },
          { id: "refused", header: t("columns.refused"), align: "end", item: "hidden" },
          { id: "credits", header: t("columns.credits"), align: "end" },
          { id: "details", header: t("groups.details"), headerHidden: true, align: "end", item: "detail" },
        ]}
        rows={groups.map((group, i) => ({
          // Never the value: it stands in the page's source, where a masked recipient would be read in full.
          key: `group ${i + 1}`,
          cells: {
            name: <span className="wrap-anywhere">{nameOf(group)}</span>,
            charged: fmt.number(group.charged),
            refused: fmt.number(group.refused),
            credits: fmt.credits(group.amountMicro, { decimals }),
            details: detailsOf(group),
          },
        }))}
        // Of groups that are not all shown a sum would pass for the whole.
        totals={
          more > 0
            ? undefined
            : {
                name: t("groups.total"),
                charged: fmt.number(sum(({ charged }) => charged)),
                refused: fmt.number(sum(({ refused }) => refused)),
                credits: fmt.credits(
                  groups.reduce((all, { amountMicro }) => all + amountMicro, 0n),
                  { decimals },
                ),
              }
        }
      />
      {more > 0 && <p className="mt-2 text-ink-2">{t("groups.more", { count: more })}</p>}
    </>
  );

  function nameOf({ value, shown }: Pick<GroupedUsage, "value" | "shown">): string {
    if (value === null || shown === null) return t("groups.nobody");
    return groupName(by, shown, sources, fmt, t);
  }

  /** Of a summarised day only its sums are left to be seen closer. */
  function detailsOf({ value, shown }: GroupedUsage) {
    // A masked recipient must not stand in full in an address; what has no name cannot be asked for.
    if (value === null || value !== shown) return null;
    if (kept && value < kept)
      return lead(value, { group: "kind", range: "custom", from: value, to: value }, t("byKind"));
    const change: Record<string, string> =
      by === "day" ? { range: "custom", from: value, to: value } : { [by === "recipient" ? "q" : by]: value };
    return lead(value, { ...change, group: null }, t("groups.details"));
  }

  function lead(value: string, change: Record<string, string | null>, words: string) {
    return (
      <Link variant="standalone" href={usageHref(view, change)}>
        {words}
        <span className="sr-only"> {nameOf({ value, shown: value })}</span>
      </Link>
    );
  }
}

function groupName(by: UsageGroup, value: string, sources: Sources, fmt: OpenedPage["fmt"], t: UsageWords): string {
  if (by === "day") return fmt.day(value as LocalDay);
  if (by === "channel") return channelName(value, t);
  if (by === "kind") return kindName(value, t);
  return by === "agent" ? sources.agentName(value) : value;
}
