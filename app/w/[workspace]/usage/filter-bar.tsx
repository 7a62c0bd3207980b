import { clsx } from "clsx";
import { getTranslations } from "next-intl/server";
import { FilterSheet } from "@/components/forms/filter-sheet";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Panel } from "@/components/ui/panel";
import { SearchInput } from "@/components/ui/search-input";
import type { Formatter } from "@/lib/format";
import type { Sight } from "@/lib/metering/mask-recipient";
import { usageStatuses } from "@/lib/metering/usage-filter";
import { channels } from "@/lib/rates/channels";
import { channelName } from "../channel-words";
import { GroupPanel } from "./group-panel";
import { MoreFilters, moreAsked } from "./more-filters";
import { RangePanel } from "./range-panel";
import { ShowButton } from "./show-button";
import { SortSelect } from "./sort-select";
import type { Sources } from "./sources";
import { Ticks } from "./ticks";
import { type Calendar, clearedHref, type UsageView } from "./usage-search";

const sheetId = "usage-filters";

type FilterBarProps = {
  slug: string;
  view: UsageView;
  calendar: Calendar;
  sources: Sources;
  recipients: Sight;
  fmt: Formatter;
};

/** The fields of the address: each panel holds what one question may be answered with. */
export async function FilterBar({ slug, view, calendar, sources, recipients, fmt }: FilterBarProps) {
  const [t, common] = await Promise.all([getTranslations("usage"), getTranslations("common")]);
  const { filter, group, size } = view;
  const facets = [
    { name: "channel" as const, options: channels.map((id) => ({ id, name: channelName(id, t) })) },
    { name: "agent" as const, options: sources.agents },
    { name: "status" as const, options: usageStatuses.map((id) => ({ id, name: t(`status.${id}`) })) },
  ].filter(({ options }) => options.length > 0);
  const asked = facets.filter(({ name }) => filter[name] !== undefined).length + moreAsked(filter);
  const counted = (name: string, count: number) => (count > 0 ? t("filter.counted", { name, count }) : name);
  return (
    <div className="mb-3 flex flex-wrap gap-2">
      <div className="min-w-0 flex-[1_0_100%] sm:max-w-72 sm:flex-[1_1_14rem]">
        <label htmlFor="usage-q" className="sr-only">
          {t("filter.q")}
        </label>
        <SearchInput
          id="usage-q"
          name="q"
          defaultValue={filter.q}
          placeholder={t("filter.qHint")}
          maxLength={320}
          data-shortcut="/"
          aria-keyshortcuts="/"
        />
      </div>
      <div className="flex min-w-0 gap-2 sm:contents">
        <RangePanel slug={slug} view={view} calendar={calendar} fmt={fmt} />
        <Button
          popoverTarget={sheetId}
          className={clsx(
            "shrink-0 sm:hidden not-supports-[selector(:popover-open)]:hidden",
            asked > 0 && "border-accent! bg-accent-soft! text-accent-on-soft!",
          )}
        >
          {counted(t("filter.title"), asked)}
        </Button>
      </div>
      <FilterSheet
        id={sheetId}
        title={t("filter.title")}
        close={common("actions.close")}
        aside={
          asked > 0 && (
            <Link variant="standalone" href={clearedHref(view)} scroll={false} replace>
              {t("filter.clear")}
            </Link>
          )
        }
        footer={<ShowButton slug={slug} />}
      >
        <SortSelect view={view} recipients={recipients} />
        {facets.map(({ name, options }, i) => {
          const count = filter[name]?.length ?? 0;
          const label = t(`filter.${name}`);
          return (
            <Panel
              key={name}
              folds
              label={counted(label, count)}
              active={count > 0}
              shortcut={i === 0 ? "f" : undefined}
            >
              <Ticks name={name} legend={label} legendHidden options={options} chosen={filter[name]} />
            </Panel>
          );
        })}
        <MoreFilters view={view} sources={sources} />
        <GroupPanel group={group} />
      </FilterSheet>
      <input type="hidden" name="size" value={size} />
      <noscript>
        <Button type="submit" variant="primary">
          {t("filter.apply")}
        </Button>
      </noscript>
    </div>
  );
}
