import { getTranslations } from "next-intl/server";
import { Labelled } from "@/components/forms/labelled";
import { Input } from "@/components/ui/input";
import { Panel } from "@/components/ui/panel";
import { type UsageFilter, usageFunds } from "@/lib/metering/usage-filter";
import { usageKinds } from "@/lib/rates/channels";
import type { Sources } from "./sources";
import { Ticks } from "./ticks";
import type { UsageView } from "./usage-search";
import { kindName } from "./usage-words";

type MoreFiltersProps = { view: UsageView; sources: Sources };

/** What is asked here, each once however much it is answered with. */
export function moreAsked(filter: UsageFilter): number {
  return [...typed, ...amounts, ...ticked].filter((name) => filter[name] !== undefined).length;
}

const typed = ["country", "feature", "user", "tag"] as const;
const amounts = ["min", "max"] as const;
const ticked = ["number", "key", "kind", "fund"] as const;

/** What is asked for less often. */
export async function MoreFilters({ view: { filter }, sources }: MoreFiltersProps) {
  const t = await getTranslations("usage");
  const count = moreAsked(filter);
  const text = (name: keyof UsageFilter) => [filter[name] ?? []].flat().join(", ");
  return (
    <Panel
      wide
      folds
      align="end"
      label={count > 0 ? t("filter.counted", { name: t("filter.more"), count }) : t("filter.more")}
      active={count > 0}
    >
      <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2">
        {typed.map((field) => (
          <Labelled key={field} id={`usage-${field}`} shown label={t(`filter.${field}`)}>
            <Input
              id={`usage-${field}`}
              name={field}
              defaultValue={text(field)}
              maxLength={320}
              placeholder={t(`hints.${field}`)}
            />
          </Labelled>
        ))}
        {amounts.map((field) => (
          <Labelled key={field} id={`usage-${field}`} shown label={t(`filter.${field}`)}>
            <Input
              id={`usage-${field}`}
              name={field}
              defaultValue={text(field)}
              inputMode="decimal"
              pattern="\d+(\.\d+)?"
            />
          </Labelled>
        ))}
        {sources.numbers.length > 0 && (
          <Ticks name="number" legend={t("filter.number")} options={sources.numbers} chosen={filter.number} />
        )}
        {sources.keys.length > 0 && (
          <Ticks name="key" legend={t("filter.key")} options={sources.keys} chosen={filter.key} />
        )}
        <Ticks
          name="fund"
          legend={t("filter.fund")}
          options={usageFunds.map((id) => ({ id, name: t(`fund.${id}`) }))}
          chosen={filter.fund}
        />
        <div className="sm:col-span-2">
          <Ticks
            name="kind"
            legend={t("filter.kind")}
            options={usageKinds.map((id) => ({ id, name: kindName(id, t) }))}
            chosen={filter.kind}
          />
        </div>
      </div>
    </Panel>
  );
}
