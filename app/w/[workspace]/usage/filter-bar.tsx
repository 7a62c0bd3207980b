import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { RadioGroup } from "@/components/ui/radio-group";
import { SearchInput } from "@/components/ui/search-input";
import type { Formatter } from "@/lib/format";
import { usageGroups } from "@/lib/metering/group-usage";
import type { Sight } from "@/lib/metering/mask-recipient";
import { usageStatuses } from "@/lib/metering/usage-filter";
import { channels } from "@/lib/rates/channels";
import { channelName } from "../channel-words";
import { MoreFilters } from "./more-filters";
import { RangePanel } from "./range-panel";
import { ShowButton } from "./show-button";
import { SortSelect } from "./sort-select";
import type { Sources } from "./sources";
import { Ticks } from "./ticks";
import type { Calendar, UsageView } from "./usage-search";

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
  const t = await getTranslations("usage");
  const { filter, group, size } = view;
  const facets = [
    { name: "channel" as const, options: channels.map((id) => ({ id, name: channelName(id, t) })) },
    { name: "agent" as const, options: sources.agents },
    { name: "status" as const, options: usageStatuses.map((id) => ({ id, name: t(`status.${id}`) })) },
  ].filter(({ options }) => options.length > 0);
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
      <div className="flex gap-2 max-sm:-mx-4 max-sm:overflow-x-auto max-sm:px-4 max-sm:py-1 sm:contents">
        <RangePanel slug={slug} view={view} calendar={calendar} fmt={fmt} />
        {facets.map(({ name, options }, i) => {
          const count = filter[name]?.length ?? 0;
          const label = t(`filter.${name}`);
          return (
            <Panel
              key={name}
              label={count > 0 ? t("filter.counted", { name: label, count }) : label}
              active={count > 0}
              shortcut={i === 0 ? "f" : undefined}
            >
              <Ticks name={name} legend={label} legendHidden options={options} chosen={filter[name]} />
              <ShowButton slug={slug} />
            </Panel>
          );
        })}
        <MoreFilters slug={slug} view={view} sources={sources} />
        <Panel
          label={group ? t("groups.by", { by: t(`groups.${group}`).toLowerCase() }) : t("groups.none")}
          active={group !== null}
          align="end"
        >
          <RadioGroup
            name="group"
            legend={t("filter.group")}
            legendHidden
            defaultValue={group ?? ""}
            choices={[
              { value: "", label: t("groups.none") },
              ...usageGroups.map((value) => ({ value, label: t(`groups.${value}`) })),
            ]}
          />
          <ShowButton slug={slug} />
        </Panel>
      </div>
      <SortSelect view={view} recipients={recipients} />
      <input type="hidden" name="size" value={size} />
      <noscript>
        <Button type="submit" variant="primary">
          {t("filter.apply")}
        </Button>
      </noscript>
    </div>
  );
}
