import "server-only";
import type { OpenedPage } from "@/app/_gate/page";
import { type Consumption, readConsumption } from "@/lib/consumption/consumption";
import type { Context } from "@/lib/context";
import type { Workspace } from "@/lib/gate/workspace";
import { type Applied, appliesTo, withinPlace } from "@/lib/rates/applies-to";
import { addressing, type Channel } from "@/lib/rates/channels";
import { type CreditPrice, readCreditPrice } from "@/lib/rates/credit-price";
import { readRateBook } from "@/lib/rates/data";
import { type CardLine, changesAfter, linesAt, type RateChange } from "@/lib/rates/effective-card";
import { type Destination, findDestination } from "@/lib/rates/find-destination";
import type { RateBook } from "@/lib/rates/rate";
import { addDays, localDay, startOfDay } from "@/lib/time";
import type { RatesView } from "./rates-search";

export type RateRow = CardLine & { why: Applied["why"] | "within" | null; next: RateChange | null; isAlone: boolean };

export type ReadRates = {
  book: RateBook;
  at: Date;
  /** Null when the whole card is asked for. */
  destination: Destination | null;
  rows: RateRow[];
  /** Of the workspace's whole card, not of the rows alone. */
  lines: CardLine[];
  changes: RateChange[];
  price: CreditPrice | null;
};

type Asking = { ctx: Context; workspace: Workspace; view: RatesView; locale: string };

const languages = ["en", "pt", "pt-BR", "id"];

/** The card as the page and its file show it. */
export async function readRates({ ctx, workspace, view, locale }: Asking): Promise<ReadRates> {
  const today = localDay(ctx.now, workspace.timeZone);
  const at = view.on ? startOfDay(view.on, workspace.timeZone) : ctx.now;
  const [book, lately] = await Promise.all([
    readRateBook(ctx),
    readConsumption(ctx, workspace.timeZone, { from: addDays(today, -29), to: today }),
  ]);
  const price = await readCreditPrice(ctx, lately);
  const lines = linesAt(book, at);
  const changes = changesAfter(book, at);
  const destination = view.q ? destinationOf(view.q, workspace, locale) : null;
  const nextOf = (line: CardLine) => changes.find(({ key }) => key === line.key) ?? null;
  const order = inOrder(lately, workspace.country, locale);
  const rows = rowsOf(book, lines, destination, at)
    .filter(({ rate }) => view.channel === null || rate.channel === view.channel)
    .filter(({ rate }) => view.direction === null || rate.direction === view.direction)
    .map((row) => ({ ...row, next: nextOf(row), isAlone: isAlone(row, lines) }))
    .toSorted(order);
  const isTold = ({ key }: RateChange) => !view.q || rows.some((row) => row.key === key);
  return { book, at, destination, rows, lines, changes: changes.filter(isTold), price };
}

/** Whether "anywhere" is anywhere, and not what the lines beside it leave over. */
export function isAlone({ rate }: CardLine, lines: readonly CardLine[]): boolean {
  const beside = lines.filter((line) => line.rate.channel === rate.channel && line.rate.direction === rate.direction);
  return beside.every((line) => line.rate.destination === rate.destination);
}

export function destinationOf(
  text: string,
  workspace: Pick<OpenedPage["workspace"], "country">,
  locale: string,
): Destination {
  return findDestination(text, workspace.country, [...new Set([locale, ...languages])]);
}

type Found = CardLine & { why: RateRow["why"] };

function rowsOf(book: RateBook, lines: readonly CardLine[], destination: Destination | null, at: Date): Found[] {
  if (destination === null) return lines.map((line) => ({ ...line, why: null }));
  if (destination.kind === "unknown" || destination.kind === "several") return [];
  const place = { phone: "phone" in destination ? destination.phone : null, country: destination.country };
  // A phone number is reached by what is sent to phone numbers; in a country there is more than those.
  const reaches = (channel: string) => {
    const way = addressing[channel as Channel];
    return place.phone ? way === "phone" : way !== "none";
  };
  const reaching = lines.filter(({ rate }) => reaches(rate.channel));
  const applied = appliesTo(book, place, reaching, at).map(({ line, why }): Found => ({ ...line, why }));
  const within = destination.kind === "number" ? [] : withinPlace(place, reaching);
  return [...applied, ...within.map((line): Found => ({ ...line, why: "within" }))];
}

/** What was used most lately comes first; in a channel home, then other places by name, then everywhere else. */
function inOrder(lately: Consumption, home: string, locale: string) {
  const used = new Map<string, bigint>();
  for (const { channel, amountMicro } of lately.byDay) used.set(channel, (used.get(channel) ?? 0n) + amountMicro);
  const names = new Intl.DisplayNames(locale, { type: "region" });
  const collator = new Intl.Collator(locale);
  const rank = ({ rate, country }: RateRow) => (country === home ? 0 : rate.destination === "*" ? 2 : 1);
  const name = ({ country }: RateRow) => (country && /^[A-Z]{2}$/.test(country) ? (names.of(country) ?? country) : "");
  return (a: RateRow, b: RateRow): number => {
    const [left, right] = [used.get(a.rate.channel) ?? 0n, used.get(b.rate.channel) ?? 0n];
    if (left !== right) return left > right ? -1 : 1;
    return (
      a.rate.channel.localeCompare(b.rate.channel) ||
      b.rate.direction.localeCompare(a.rate.direction) ||
      rank(a) - rank(b) ||
      collator.compare(name(a), name(b)) ||
      a.rate.destination.localeCompare(b.rate.destination) ||
      a.rate.category.localeCompare(b.rate.category)
    );
  };
}
