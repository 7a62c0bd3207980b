import type { ReactNode } from "react";
import { Swatch } from "@/components/charts/swatch";
import type { DataListRow } from "@/components/data-list/types";
import { Link } from "@/components/ui/link";
import { Status } from "@/components/ui/status";
import type { Formatter } from "@/lib/format";
import type { Translate } from "@/lib/i18n/translator";
import type { StatementEntry } from "@/lib/statement/list-entries";
import type { Pending } from "@/lib/statement/pending";
import type { Statement, StatementLine } from "@/lib/statement/read-statement";
import { type LocalDay, localDay } from "@/lib/time";
import { channelColors, channelName } from "../channel-words";
import { type ActivityView, activityHref } from "./activity-search";
import { type ActivityWords, noteOf, type TypeName, tones, typeOf, whatOf, whoOf } from "./activity-words";

/** What every row needs to be told. */
export type RowWords = {
  view: ActivityView;
  fmt: Formatter;
  t: ActivityWords;
  usage: Translate<"usage">;
  names: ReadonlyMap<string, string>;
  pocketName: (id: string) => string;
  /** Of all credits of the list, so that they line up. */
  decimals: number;
  /** What each day comes to, for the headings of a phone. */
  nets: ReadonlyMap<LocalDay, bigint>;
  usageHref: (day: LocalDay, channel: string) => string;
};

/** Usage of a day by channel, or one transaction of another kind. */
export function lineRow(line: StatementLine, words: RowWords): DataListRow {
  if (line.rolled === null) return entryRow({ ...line, heldMicro: 0n, debtMicro: 0n, items: 0 }, words);
  const { fmt, t, usage } = words;
  const { rolled, channel, items, day } = line;
  return {
    key: `${day} ${rolled} ${channel}`,
    group: groupOf(day, words),
    cells: {
      when: <Day day={day} fmt={fmt} />,
      what:
        rolled === "expired" ? (
          t("what.expiredBack")
        ) : (
          <span className="flex min-w-0 items-baseline gap-2">
            <Swatch color={channelColors[channel] ?? "c7"} />
            {rolled === "usage" ? (
              <span className="min-w-0">
                {channelName(channel, usage)}{" "}
                <Link variant="standalone" className="ms-1" href={words.usageHref(day, channel)}>
                  {t("what.items", { count: items })}
                </Link>
              </span>
            ) : (
              t("what.returned", { channel: channelName(channel, usage), count: items })
            )}
          </span>
        ),
      type: <Type type={rolled} t={t} />,
      who: "–",
      credits: <Credits micro={line.amountMicro} words={words} />,
      balance: fmt.credits(line.balanceMicro, { decimals: words.decimals }),
    },
  };
}

type RowOfEntry = Omit<StatementEntry, "items"> & { items: number };

/** One transaction. What only went on hold, or off it, stands in italics: it changes no balance here. */
export function entryRow(entry: RowOfEntry, words: RowWords): DataListRow {
  const { view, fmt, t, names, decimals } = words;
  const note = noteOf(entry, t);
  const isPromise = entry.kind === "hold" || (entry.kind === "release" && entry.amountMicro === 0n);
  const what = whatOf(entry, words);
  return {
    key: String(entry.tx),
    href: activityHref(view, { item: String(entry.tx) }),
    current: view.item === entry.tx,
    group: groupOf(localDay(entry.at, fmt.timeZone), words),
    cells: {
      when: (
        <time dateTime={entry.at.toISOString()}>
          {view.show === "days" ? fmt.day(localDay(entry.at, fmt.timeZone)) : fmt.dateTimeSeconds(entry.at)}
        </time>
      ),
      what: (
        <span className="block min-w-0">
          {isPromise ? <em className="italic [font-synthesis:style]">{what}</em> : what}
          {note && <span className="block text-xs font-normal text-ink-3 wrap-anywhere">{note}</span>}
        </span>
      ),
      type: <Type type={typeOf(entry)} t={t} />,
      who: <span className="wrap-anywhere text-ink-2">{whoOf(entry.actor, names, t)}</span>,
      credits: isPromise ? (
        <Promised micro={-entry.heldMicro} words={words} />
      ) : (
        <Credits micro={entry.amountMicro} words={words} />
      ),
      balance: fmt.credits(entry.balanceMicro, { decimals }),
    },
  };
}

export function pendingRow(pending: Pending, at: number, { period }: Statement, words: RowWords): DataListRow {
  const { fmt, t, usage } = words;
  const what =
    pending.what === "held"
      ? t("pending.held", { channel: channelName(pending.channel, usage), count: pending.items })
      : pending.what === "disputed"
        ? t("pending.disputed")
        : pending.what === "heldThen"
          ? t("pending.heldThen", { day: fmt.day(period.to) })
          : t("pending.expired", { when: fmt.dateTime(pending.expiredAt) });
  return {
    key: `pending ${at}`,
    cells: {
      when: "",
      what: <em className="italic [font-synthesis:style] text-ink-2">{what}</em>,
      type: <Status tone="warn">{t("pending.type")}</Status>,
      who: "–",
      credits: <Promised micro={-pending.amountMicro} words={words} />,
      balance: <em className="italic [font-synthesis:style] text-xs text-ink-3">{t("pending.not")}</em>,
    },
  };
}

/** The first and the last line of a statement. */
export function edgeRow(
  edge: "opening" | "closing",
  statement: Statement,
  { fmt, t, decimals }: RowWords,
): DataListRow {
  const day = edge === "opening" ? statement.period.from : statement.period.to;
  return {
    key: edge,
    cells: {
      when: <Day day={day} fmt={fmt} />,
      what: <strong className="font-semibold">{t(edge)}</strong>,
      type: "",
      who: "",
      credits: "",
      balance: <strong className="font-semibold">{fmt.credits(statement[edge].totalMicro, { decimals })}</strong>,
    },
  };
}

function groupOf(day: LocalDay, words: RowWords): DataListRow["group"] {
  const { fmt, t, nets, decimals } = words;
  const net = nets.get(day);
  return {
    key: day,
    title: fmt.day(day),
    value: net === undefined ? "" : t("columns.dayNet", { n: fmt.credits(net, { decimals, sign: "always" }) }),
  };
}

function Day({ day, fmt }: { day: LocalDay; fmt: Formatter }) {
  return <time dateTime={day}>{fmt.day(day)}</time>;
}

function Type({ type, t }: { type: TypeName; t: ActivityWords }) {
  return <Status tone={tones[type]}>{t(`types.${type}`)}</Status>;
}

function Credits({ micro, words: { fmt, decimals } }: { micro: bigint; words: RowWords }): ReactNode {
  const text = fmt.credits(micro, { decimals, sign: "always" });
  return micro > 0n ? <span className="text-ok">{text}</span> : text;
}

function Promised({ micro, words: { fmt, decimals } }: { micro: bigint; words: RowWords }): ReactNode {
  return (
    <em className="italic [font-synthesis:style] text-ink-2 underline decoration-dotted underline-offset-4">
      {fmt.credits(micro, { decimals, sign: "always" })}
    </em>
  );
}
