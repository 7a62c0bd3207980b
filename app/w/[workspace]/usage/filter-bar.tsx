import { getTranslations } from "next-intl/server";
import { Labelled } from "@/components/forms/labelled";
import { Button } from "@/components/ui/button";
import { Disclosure } from "@/components/ui/disclosure";
import { Icon } from "@/components/ui/icon";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { usageGroups } from "@/lib/metering/group-usage";
import { type UsageFilter, usageStatuses } from "@/lib/metering/usage-filter";
import { channels } from "@/lib/rates/channels";
import { channelName } from "../channel-words";
import type { Sources } from "./sources";
import { ranges, type UsageView } from "./usage-search";

type FilterBarProps = { view: UsageView; sources: Sources };

/** A form that asks the address: without a script it works as it does with one. */
export async function FilterBar({ view, sources }: FilterBarProps) {
  const t = await getTranslations("usage");
  const { filter, range, group } = view;
  const one = (name: keyof UsageFilter) => String([filter[name] ?? ""].flat()[0] ?? "");
  const everything = { value: "", label: t("filter.any") };
  const named = (list: readonly { id: string; name: string }[]) => [
    everything,
    ...list.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <search aria-label={t("filter.label")}>
      <form method="get" className="mb-3 grid gap-3">
        <div className="flex flex-wrap gap-2">
          <div className="relative min-w-0 flex-[2_1_16rem] sm:max-w-80">
            <label htmlFor="usage-q" className="sr-only">
              {t("filter.q")}
            </label>
            <Icon name="search" className="pointer-events-none absolute inset-y-0 start-3 my-auto text-ink-3" />
            <Input
              id="usage-q"
              name="q"
              type="search"
              defaultValue={filter.q}
              placeholder={t("filter.qHint")}
              className="ps-9"
            />
          </div>
          <Labelled id="usage-range" label={t("filter.range")} className="flex-[1_1_9rem] sm:max-w-44">
            <Select
              id="usage-range"
              name="range"
              defaultValue={range}
              options={ranges.map((value) => ({ value, label: t(`ranges.${value}`) }))}
            />
          </Labelled>
          <Labelled id="usage-group" label={t("filter.group")} className="flex-[1_1_9rem] sm:max-w-44">
            <Select
              id="usage-group"
              name="group"
              defaultValue={group ?? ""}
              options={[
                { value: "", label: t("groups.none") },
                ...usageGroups.map((value) => ({ value, label: t(`groups.${value}`) })),
              ]}
            />
          </Labelled>
          <Button type="submit" variant="primary" className="max-sm:flex-1">
            {t("filter.apply")}
          </Button>
        </div>
        <Disclosure summary={t("filter.more")} open={range === "custom"}>
          <div className="grid max-w-4xl grid-cols-[repeat(auto-fill,minmax(min(100%,12rem),1fr))] gap-x-4 gap-y-3 text-ink">
            <Labelled id="usage-from" label={t("filter.from")} shown>
              <Input id="usage-from" type="date" name="from" defaultValue={range === "custom" ? filter.from : ""} />
            </Labelled>
            <Labelled id="usage-to" label={t("filter.to")} shown>
              <Input id="usage-to" type="date" name="to" defaultValue={range === "custom" ? filter.to : ""} />
            </Labelled>
            <Labelled id="usage-channel" label={t("filter.channel")} shown>
              <Select
                id="usage-channel"
                name="channel"
                defaultValue={one("channel")}
                options={[everything, ...channels.map((value) => ({ value, label: channelName(value, t) }))]}
              />
            </Labelled>
            <Labelled id="usage-status" label={t("filter.status")} shown>
              <Select
                id="usage-status"
                name="status"
                defaultValue={one("status")}
                options={[everything, ...usageStatuses.map((value) => ({ value, label: t(`status.${value}`) }))]}
              />
            </Labelled>
            <Labelled id="usage-agent" label={t("filter.agent")} shown>
              <Select id="usage-agent" name="agent" defaultValue={one("agent")} options={named(sources.agents)} />
            </Labelled>
            <Labelled id="usage-number" label={t("filter.number")} shown>
              <Select id="usage-number" name="number" defaultValue={one("number")} options={named(sources.numbers)} />
            </Labelled>
            <Labelled id="usage-key" label={t("filter.key")} shown>
              <Select id="usage-key" name="key" defaultValue={one("key")} options={named(sources.keys)} />
            </Labelled>
            <Labelled id="usage-feature" label={t("filter.feature")} shown>
              <Input id="usage-feature" name="feature" defaultValue={one("feature")} maxLength={64} />
            </Labelled>
            <Labelled id="usage-user" label={t("filter.user")} shown>
              <Input id="usage-user" name="user" defaultValue={one("user")} maxLength={128} />
            </Labelled>
            <Labelled id="usage-country" label={t("filter.country")} shown>
              <Input id="usage-country" name="country" defaultValue={one("country")} maxLength={2} pattern="[A-Z]{2}" />
            </Labelled>
            <Labelled id="usage-tag" label={t("filter.tag")} shown>
              <Input id="usage-tag" name="tag" defaultValue={one("tag")} maxLength={320} />
            </Labelled>
            <Labelled id="usage-min" label={t("filter.min")} shown>
              <Input id="usage-min" name="min" defaultValue={one("min")} inputMode="decimal" pattern="\d+(\.\d+)?" />
            </Labelled>
            <Labelled id="usage-max" label={t("filter.max")} shown>
              <Input id="usage-max" name="max" defaultValue={one("max")} inputMode="decimal" pattern="\d+(\.\d+)?" />
            </Labelled>
          </div>
        </Disclosure>
        {filter.kind?.map((kind) => (
          <input key={kind} type="hidden" name="kind" value={kind} />
        ))}
      </form>
    </search>
  );
}
