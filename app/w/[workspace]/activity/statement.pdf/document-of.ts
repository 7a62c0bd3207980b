import type { Context } from "@/lib/context";
import { creditDecimals } from "@/lib/credits";
import type { Formatter } from "@/lib/format";
import type { Workspace } from "@/lib/gate/workspace";
import type { Translate } from "@/lib/i18n/translator";
import { mostPrinted, type StatementEntry } from "@/lib/statement/list-entries";
import type { PdfRow } from "@/lib/statement/pdf-table";
import type { Pending } from "@/lib/statement/pending";
import type { Statement, StatementLine } from "@/lib/statement/read-statement";
import type { StatementDocument } from "@/lib/statement/statement-pdf";
import { localDay } from "@/lib/time";
import type { Company } from "@/lib/workspaces/data";
import { type ActivityWords, noteOf, whatOf } from "../../_activity/activity-words";
import { channelName } from "../../channel-words";

type Told = {
  ctx: Context;
  workspace: Workspace;
  company: Company;
  statement: Statement;
  /** Where every entry was asked for, and they are not too many. */
  entries: readonly StatementEntry[] | null;
  isTooLong: boolean;
  t: ActivityWords;
  usage: Translate<"usage">;
  fmt: Formatter;
  lang: string;
  pocketName: (id: string) => string;
};

type Words = Pick<Told, "t" | "usage" | "fmt" | "pocketName"> & { n: (micro: bigint) => string };

/** The statement in the reader's words and figures. */
export function documentOf({
  ctx,
  workspace,
  company,
  statement,
  entries,
  isTooLong,
  lang,
  ...rest
}: Told): StatementDocument {
  const { t, fmt } = rest;
  const { opening, closing, inMicro, outMicro, adds, period, pending, lines } = statement;
  const decimals = creditDecimals([
    ...[opening.totalMicro, closing.totalMicro, inMicro, outMicro, closing.heldMicro],
    ...lines.map(({ amountMicro }) => amountMicro),
    ...(entries ?? []).flatMap(({ amountMicro, heldMicro }) => [amountMicro, heldMicro]),
  ]);
  const words: Words = { ...rest, n: (micro) => fmt.credits(micro, { decimals }) };
  const { n } = words;
  const sum = opening.totalMicro + inMicro - outMicro;
  const figures = { opening: n(opening.totalMicro), in: n(inMicro), out: n(outMicro), closing: n(closing.totalMicro) };
  const difference = n(sum > closing.totalMicro ? sum - closing.totalMicro : closing.totalMicro - sum);
  return {
    lang,
    title: t("pdf.title"),
    holder: holderOf(workspace, company, fmt),
    facts: [
      [t("pdf.period"), fmt.dayRange(period.from, period.to)],
      [t("pdf.zone"), fmt.zone(ctx.now)],
      [t("pdf.workspace"), workspace.name],
      [t("pdf.pocket"), rest.pocketName(period.pocket)],
      ...(company.taxId ? [[t("pdf.taxId"), company.taxId] as const] : []),
    ],
    summary: {
      title: t("pdf.summary"),
      figures: [
        [t("figures.opening"), figures.opening],
        [t("figures.in"), figures.in],
        [t("figures.out"), figures.out],
        [t("figures.closing"), figures.closing],
      ],
      check: adds
        ? t("check.adds", figures)
        : t("check.fails", { ...figures, sum: n(sum), difference, id: ctx.requestId }),
      adds,
    },
    lines: {
      title: t(entries ? "pdf.entries" : "pdf.lines"),
      columns: [t("pdf.day"), t("pdf.what"), t("pdf.in"), t("pdf.out"), t("pdf.balance")],
      rows: (entries ?? lines).length === 0 ? [] : rowsOf(statement, entries, words),
      none: t("pdf.nothing"),
    },
    notes: [
      ...(isTooLong ? [t("pdf.tooLong", { most: fmt.number(mostPrinted) })] : []),
      ...pending.map((one) =>
        t("pdf.pending", { what: `${pendingText(one, statement, words)}, ${n(one.amountMicro)}` }),
      ),
      t("check.holds"),
      t("check.posted"),
      t("pdf.made", { when: fmt.dateTime(ctx.now) }),
    ],
    footer: (page, pages) => t("pdf.page", { page, pages }),
    madeAt: ctx.now,
  };
}

function holderOf(workspace: Workspace, company: Company, fmt: Formatter): string[] {
  const place = [company.postalCode, company.city, company.region].filter(Boolean).join(" ");
  const lines = [company.legalName || workspace.name, company.addressLine1, company.addressLine2, place];
  return [...lines, fmt.country(workspace.country)].filter(Boolean);
}

/** As a bank's does, it reads from the oldest to the newest. */
function rowsOf(
  { lines, opening, closing, period }: Statement,
  entries: readonly StatementEntry[] | null,
  words: Words,
): PdfRow[] {
  const { t, fmt, n } = words;
  const edge = (day: string, what: string, micro: bigint): PdfRow => ({
    cells: [day, what, "", "", n(micro)],
    strong: true,
  });
  return [
    edge(fmt.day(period.from), t("opening"), opening.totalMicro),
    ...(entries
      ? entries.map((entry) => rowOf(momentText(entry.at, fmt), entryText(entry, words), entry, n))
      : lines.map((line) => rowOf(fmt.day(line.day), lineText(line, words), line, n))),
    edge(fmt.day(period.to), t("closing"), closing.totalMicro),
  ];
}

type Moved = { amountMicro: bigint; balanceMicro: bigint };

function rowOf(when: string, what: string, { amountMicro: micro, balanceMicro }: Moved, n: Words["n"]): PdfRow {
  const [comesIn, goesOut] = [micro > 0n ? n(micro) : "", micro < 0n ? n(-micro) : ""];
  return { cells: [when, what, comesIn, goesOut, n(balanceMicro)] };
}

function momentText(at: Date, fmt: Formatter): string {
  return `${fmt.dayShort(localDay(at, fmt.timeZone))}, ${fmt.time(at)}`;
}

/** With the number under which it stands in the books. What only went on hold, or off it, says how much beside. */
function entryText(entry: StatementEntry, words: Words): string {
  const { t, n } = words;
  const note = noteOf(entry, t);
  const what = `${entry.tx} · ${whatOf(entry, words)}`;
  if (entry.amountMicro === 0n && entry.heldMicro !== 0n) return `${what} (${n(entry.heldMicro)})`;
  return note ? `${what} (${note})` : what;
}

function lineText(line: StatementLine, words: Words): string {
  const { t, usage } = words;
  if (line.rolled === null) {
    const note = noteOf(line, t);
    return note ? `${whatOf(line, words)} (${note})` : whatOf(line, words);
  }
  const { rolled, channel, items } = line;
  if (rolled === "expired") return t("what.expiredBack");
  const name = channelName(channel, usage);
  if (rolled === "return") return t("what.returned", { channel: name, count: items });
  return t("entry.itemsOf", { channel: name, count: items });
}

function pendingText(pending: Pending, { period }: Statement, { t, usage, fmt }: Words): string {
  if (pending.what === "held") {
    return t("pending.held", { channel: channelName(pending.channel, usage), count: pending.items });
  }
  if (pending.what === "disputed") return t("pending.disputed");
  if (pending.what === "heldThen") return t("pending.heldThen", { day: fmt.day(period.to) });
  return t("pending.expired", { when: fmt.dateTime(pending.expiredAt) });
}
