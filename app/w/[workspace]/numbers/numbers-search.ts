import { type Standing, standings } from "@/lib/numbers/standing";

export type Given = Record<string, string | string[] | undefined>;
export type NumbersView = { q: string; state: Standing | null; page: number };

export function numbersView(given: Given): NumbersView {
  const said = (name: string) => [given[name] ?? ""].flat()[0]?.replaceAll("\0", "").trim() ?? "";
  return {
    q: said("q").slice(0, 80),
    state: standings.find((one) => one === said("state")) ?? null,
    page: Math.max(1, Number(/^\d{1,4}$/.exec(said("page"))?.[0] ?? 1)),
  };
}

/** The address of these numbers; a change of the search begins at the first page again. */
export function numbersQuery({ q, state }: NumbersView, page = 1): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ q, state, page: page > 1 ? String(page) : null })) {
    if (value) query.set(name, value);
  }
  return `?${query}`;
}
