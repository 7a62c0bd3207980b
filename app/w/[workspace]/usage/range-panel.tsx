import { getTranslations } from "next-intl/server";
import { Labelled } from "@/components/forms/labelled";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { Panel } from "@/components/ui/panel";
import { RadioGroup } from "@/components/ui/radio-group";
import type { Formatter } from "@/lib/format";
import { ShowButton } from "./show-button";
import { type Calendar, daysBefore, type Range, ranges, type UsageView } from "./usage-search";

type RangePanelProps = { slug: string; view: UsageView; calendar: Calendar; fmt: Formatter };

const keys: Partial<Record<Range, string>> = {
  today: "t",
  "last-7": "7",
  "last-30": "3",
  "this-month": "m",
  "last-month": "l",
};

/** Which days, and whether they are held against the ones before. */
export async function RangePanel({ slug, view, calendar, fmt }: RangePanelProps) {
  const t = await getTranslations("usage");
  const { range, filter } = view;
  const days = fmt.dayRange(filter.from, filter.to);
  const before = daysBefore(view);
  const offered = ranges.filter(
    (one) =>
      one !== "custom" &&
      (calendar.first !== null || one !== "all") &&
      (calendar.cycles.length > 0 || one !== "this-cycle") &&
      (calendar.cycles[1] || one !== "last-cycle"),
  );
  return (
    <Panel label={range === "custom" ? days : t(`ranges.${range}`)}>
      <RadioGroup
        name="range"
        legend={t("filter.range")}
        legendHidden
        defaultValue={range}
        choices={[...offered, "custom" as const].map((value) => ({
          value,
          label: t(`ranges.${value}`),
          shortcut: keys[value],
          pickedBy: value === "custom" ? "from to" : undefined,
        }))}
      />
      <div className="mt-2 grid grid-cols-2 gap-2">
        <Labelled id="usage-from" shown label={t("filter.from")}>
          <Input id="usage-from" type="date" name="from" max={calendar.today} defaultValue={filter.from} />
        </Labelled>
        <Labelled id="usage-to" shown label={t("filter.to")}>
          <Input id="usage-to" type="date" name="to" max={calendar.today} defaultValue={filter.to} />
        </Labelled>
      </div>
      <div className="mt-3 border-t border-line pt-2">
        <Checkbox
          name="compare"
          value="before"
          label={t("compare.label")}
          hint={fmt.dayRange(before.from, before.to)}
          defaultChecked={view.compare}
        />
        <Checkbox
          name="days"
          value="posted"
          label={t("filter.posted")}
          hint={t("filter.postedNote")}
          defaultChecked={filter.days === "posted"}
        />
      </div>
      <ShowButton slug={slug} inPanel />
    </Panel>
  );
}
