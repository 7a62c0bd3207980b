import type { Books, Event, Lot, Part } from "./operations";

export const credit = 1_000_000n;
export const hour = 3_600_000;
const order = ["number", "plan", "promo", "wallet"];

export const least = (a: bigint, b: bigint) => (a < b ? a : b);
export const monthOf = (at: number) => new Date(at + hour).toISOString().slice(0, 7);
export const nextMonth = (month: string) => Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 1) - hour;
export const classOf = ({ pocket, fund }: Lot) => (pocket === "main" ? fund : "number");
export const sum = (parts: Part[], of?: string) =>
  parts.reduce((all, { lot, micro }) => (of && classOf(lot) !== of ? all : all + micro), 0n);
export const split = (parts: Part[]) => order.map((of) => `${of} ${sum(parts, of)}`).join(" ");
export const inOrder = (a: Lot, b: Lot) =>
  order.indexOf(classOf(a)) - order.indexOf(classOf(b)) || a.until - b.until || a.since - b.since;
export const leftIn = (b: Books, from: (lot: Lot) => boolean) =>
  b.lots.filter(from).reduce((all, lot) => all + lot.left, 0n);
export const balance = (b: Books) => leftIn(b, ({ pocket }) => pocket === "main") - b.debt;

export function priceOf({ what }: Event, size: number): bigint {
  if (what === "call") return 4n * credit * BigInt(Math.max(1, Math.ceil(size / 60)));
  return { sms: credit, email: credit / 2n, template: 2n * credit, unpriced: -1n }[what] * BigInt(size);
}

/** Lots in the order of use, as much of each as is needed; `most` caps a class. */
export function find(b: Books, from: (lot: Lot) => boolean, micro: bigint, most: Record<string, bigint> = {}): Part[] {
  const parts: Part[] = [];
  for (const lot of b.lots.filter(from).sort(inOrder)) {
    const room = (most[classOf(lot)] ?? micro) - sum(parts, classOf(lot));
    const some = [lot.left, micro - sum(parts), room].reduce(least);
    if (some > 0n) parts.push({ lot, micro: some });
  }
  return parts;
}

type Opened = Pick<Lot, "pocket" | "fund" | "left" | "since" | "until">;
export const newLot = ({ pocket, fund, left, since, until }: Opened): Lot => ({
  ...{ pocket, fund, left, since, until },
  ...{ used: 0n, taken: 0n, indebted: 0n, due: 0n, kept: 0n },
});

export function use(parts: Part[]): void {
  for (const part of parts) part.lot.used += part.micro;
}

export function take(parts: Part[]): Part[] {
  for (const part of parts) part.lot.left -= part.micro;
  return parts;
}

/** What comes from a lot that has expired meanwhile is gone, and what comes into the wallet pays debt first. */
export function giveBack(b: Books, parts: Part[], before: () => void = () => undefined): void {
  const back = parts.filter(({ lot }) => lot.until > b.at);
  for (const { lot, micro } of back) lot.left += micro;
  before();
  payDebt(b, sum(back, "wallet"));
}

/** Oldest wallet credits first, no more than came in; while the wallet is open all of it answers for a debt. */
export function payDebt(b: Books, cameIn = 0n): void {
  const most = b.frozen ? least(b.debt, cameIn) : b.debt;
  const paid = take(find(b, (lot) => classOf(lot) === "wallet", most));
  use(paid);
  b.debt -= sum(paid);
}
