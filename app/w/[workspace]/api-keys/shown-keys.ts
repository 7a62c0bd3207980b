import type { ListedKey } from "@/lib/api-keys/data";

/** So many fit above the quick start; a longer list opens by its address. */
export const atFirst = 12;

export type Wish = { query: string; all: boolean };

export type Search = { q?: string | string[]; show?: string | string[] };

export function wishOf({ q, show }: Search): Wish {
  return { query: typeof q === "string" ? q.trim().slice(0, 80) : "", all: show === "all" };
}

/** By a piece of its name, or by what its masked form shows. */
export function shownKeys(keys: readonly ListedKey[], { query, all }: Wish): readonly ListedKey[] {
  if (!query) return all ? keys : keys.slice(0, atFirst);
  const piece = plain(query);
  return keys.filter(({ name, lookup, lastFour }) =>
    [name, lookup.slice(0, 4), lastFour ?? ""].some((text) => plain(text).includes(piece)),
  );
}

/** As it is typed in haste: without capitals and accents. */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
