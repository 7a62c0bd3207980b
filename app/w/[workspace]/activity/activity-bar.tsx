import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Labelled } from "@/components/forms/labelled";
import { QueryForm } from "@/components/forms/query-form";
import { queryText } from "@/components/forms/query-text";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Link } from "@/components/ui/link";
import { Panel } from "@/components/ui/panel";
import { RadioGroup } from "@/components/ui/radio-group";
import { Segmented } from "@/components/ui/segmented";
import type { Formatter } from "@/lib/format";
import { anchoredDay, type LocalDay, type LocalMonth, localMonth, localTime } from "@/lib/time";
import { type ActivityView, activityHref, said, shows } from "../_activity/activity-search";

type ActivityBarProps = {
  view: ActivityView;
  now: Date;
  today: LocalDay;
  /** Of the first transaction; months before it are not offered. */
  since: LocalDay | null;
  pockets: readonly { id: string; name: string }[];
  fmt: Formatter;
  children: ReactNode;
};

/** The fields each form has; what else the address says it only keeps. */
const asked = { days: ["range", "from", "to", "pocket"], balance: ["at", "pocket"] };

/** What to show and of when: fields of the address, which also work without a script. */
export async function ActivityBar({ view, now, today, since, pockets, fmt, children }: ActivityBarProps) {
  const t = await getTranslations("activity");
  const usual = `range=${localMonth(today)}&show=days&pocket=main`;
  const [earlier, later] = monthsBeside(view, since ?? today, today);
  return (
    <>
      <div className="mb-3">
        <Segmented
          label={t("show.label")}
          value={view.show}
          options={shows.map((value) => ({
            value,
            label: t(`show.${value}`),
            href: activityHref(view, { show: value }),
          }))}
        />
      </div>
      <QueryForm
        label={t("bar.label")}
        current={queryText(said(view), usual)}
        usual={usual}
        filters={
          <div className="mb-5 flex flex-wrap items-end gap-2">
            {said(view)
              .filter(([name]) => !asked[view.show === "balance" ? "balance" : "days"].includes(name))
              .map(([name, value]) => (
                <input key={name} type="hidden" name={name} value={value} />
              ))}
            {view.show === "balance" ? (
              <Moment view={view} now={now} label={t("balance.at")} />
            ) : (
              <Days view={view} today={today} since={since ?? today} fmt={fmt} />
            )}
            {pockets.length > 1 && (
              <Panel
                label={pockets.find(({ id }) => id === view.period.pocket)?.name ?? view.period.pocket}
                active={view.period.pocket !== "main"}
              >
                <RadioGroup
                  name="pocket"
                  legend={t("bar.pocket")}
                  defaultValue={view.period.pocket}
                  choices={pockets.map(({ id, name }) => ({ value: id, label: name }))}
                />
                <Button type="submit" variant="primary" wide className="mt-4 sm:hidden">
                  {t("bar.apply")}
                </Button>
              </Panel>
            )}
            <noscript>
              <Button type="submit" variant="primary">
                {t("bar.apply")}
              </Button>
            </noscript>
            {view.show === "balance" && view.at !== null && (
              <Button variant="quiet" href={activityHref(view, { at: null })} scroll={false}>
                {t("balance.now")}
              </Button>
            )}
            {view.show !== "balance" && (
              <div className="flex min-h-9 flex-wrap items-center gap-x-4 sm:ms-2">
                {earlier && <Beside view={view} month={earlier} label={t("bar.earlier")} />}
                {later && <Beside view={view} month={later} label={t("bar.later")} />}
              </div>
            )}
          </div>
        }
      >
        {view.unread.length > 0 && (
          <p role="status" className="mb-3 text-warn">
            {t("unread", { fields: view.unread.join(", ") })}
          </p>
        )}
        {children}
      </QueryForm>
    </>
  );
}

function Beside({ view, month, label }: { view: ActivityView; month: LocalMonth; label: string }) {
  return (
    <Link variant="standalone" href={activityHref(view, { range: month })} scroll={false}>
      {label}
    </Link>
  );
}

type DaysProps = Pick<ActivityBarProps, "view" | "today" | "fmt"> & { since: LocalDay };

/** A month, or days from one to another. */
async function Days({ view: { month, period }, today, since, fmt }: DaysProps) {
  const t = await getTranslations("activity");
  const months = monthsBetween(since, today, month);
  return (
    <Panel label={month ? fmt.monthOf(month) : fmt.dayRange(period.from, period.to)}>
      <RadioGroup
        name="range"
        legend={t("bar.month")}
        legendHidden
        defaultValue={month ?? "custom"}
        choices={[
          ...months.map((value, i) => ({ value, label: fmt.monthOf(value), shortcut: ["m", "l"][i] })),
          { value: "custom", label: t("bar.chosen"), pickedBy: "from to" },
        ]}
      />
      <div className="mt-2 grid grid-cols-2 gap-2">
        <Labelled id="activity-from" shown label={t("bar.from")}>
          <Input id="activity-from" type="date" name="from" max={today} defaultValue={period.from} />
        </Labelled>
        <Labelled id="activity-to" shown label={t("bar.to")}>
          <Input id="activity-to" type="date" name="to" max={today} defaultValue={period.to} />
        </Labelled>
      </div>
      <Button type="submit" variant="primary" wide className="mt-4 sm:hidden">
        {t("bar.apply")}
      </Button>
    </Panel>
  );
}

function Moment({ view, now, label }: { view: ActivityView; now: Date; label: string }) {
  const { timeZone } = view.period;
  return (
    <Labelled id="activity-at" label={label} shown className="flex-[1_1_14rem] sm:max-w-64">
      <Input
        id="activity-at"
        type="datetime-local"
        name="at"
        step={1}
        max={localTime(now, timeZone)}
        defaultValue={view.at ?? ""}
      />
    </Labelled>
  );
}

const mostMonths = 60;

/** The latest first; the month that is shown is always among them. */
function monthsBetween(since: LocalDay, today: LocalDay, shown: LocalMonth | null): LocalMonth[] {
  const first = `${localMonth(today)}-01` as LocalDay;
  const months = Array.from({ length: mostMonths }, (_, i) => localMonth(anchoredDay(first, -i)));
  const there = months.filter((month) => month >= localMonth(since));
  return [...new Set([...there, ...(shown ? [shown] : [])])].toSorted().reverse();
}

function monthsBeside({ month }: ActivityView, since: LocalDay, today: LocalDay): (LocalMonth | null)[] {
  return [-1, 1].map((count) => {
    const beside = month && localMonth(anchoredDay(`${month}-01` as LocalDay, count));
    return beside && beside >= localMonth(since) && beside <= localMonth(today) ? beside : null;
  });
}
