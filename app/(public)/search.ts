import { nextPath } from "@/lib/auth/next-path";

export type Search = Promise<Record<string, string | string[] | undefined>>;

/** One value of the address; a name given twice counts as not given. */
export function one(value: string | string[] | undefined): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

/** Where to go after signing in. Programs' libraries call it `callbackUrl`, in full; only its path can matter to us. */
export function wantedPath(query: Awaited<Search>): string | null {
  const next = nextPath(one(query.next));
  if (next) return next;
  const back = one(query.callbackUrl);
  return back?.startsWith("/") ? nextPath(back) : null;
}

export function withNext(path: string, next: string | null): string {
  return next ? `${path}?next=${encodeURIComponent(next)}` : path;
}
