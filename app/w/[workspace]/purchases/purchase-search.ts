import type { PurchaseCursor, PurchaseFilter } from "@/lib/purchases/list-purchases";
import { type PurchaseTab, purchaseTabs } from "@/lib/purchases/purchase-state";
import { isLocalDay, type LocalDay } from "@/lib/time";

export type Given = Record<string, string | string[] | undefined>;

export type PurchaseView = Omit<PurchaseFilter, "amountsMinor"> & { after: PurchaseCursor | null; skipped: number };

/** Reads the page's address; what cannot be read narrows nothing. */
export function purchaseView(given: Given): PurchaseView {
  const said = (name: string) => [given[name] ?? []].flat()[0]?.trim() ?? "";
  const [from, to] = inOrder(dayOf(said("from")), dayOf(said("to")));
  return {
    tab: purchaseTabs.find((tab) => tab === said("tab")) ?? "all",
    from,
    to,
    q: said("q").slice(0, 80) || null,
    after: cursorOf(said("after")),
    skipped: Number(/^\d{1,7}$/.exec(said("skipped"))?.[0] ?? 0),
  };
}

function dayOf(text: string): LocalDay | null {
  return isLocalDay(text) ? text : null;
}

function inOrder(from: LocalDay | null, to: LocalDay | null): [LocalDay | null, LocalDay | null] {
  return from && to && from > to ? [to, from] : [from, to];
}

function cursorOf(text: string): PurchaseCursor | null {
  const [, ms, id] = /^(\d{1,15})_(pur_[0-9a-z]{26})$/.exec(text) ?? [];
  return ms && id ? { at: new Date(Number(ms)), id } : null;
}

export function cursorText({ at, id }: PurchaseCursor): string {
  return `${at.getTime()}_${id}`;
}

type Change = { tab?: PurchaseTab; after?: PurchaseCursor | null; skipped?: number };

/** The address of this view with something changed; another tab begins at its first page. */
export function purchasesQuery({ tab, from, to, q }: PurchaseView, change: Change = {}): string {
  const query = new URLSearchParams();
  const wanted = change.tab ?? tab;
  if (wanted !== "all") query.set("tab", wanted);
  if (from) query.set("from", from);
  if (to) query.set("to", to);
  if (q) query.set("q", q);
  if (change.after) query.set("after", cursorText(change.after));
  if (change.skipped) query.set("skipped", String(change.skipped));
  const text = query.toString();
  return text ? `?${text}` : "";
}

export function isNarrowed({ from, to, q }: PurchaseView): boolean {
  return from !== null || to !== null || q !== null;
}
