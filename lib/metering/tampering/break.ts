import type { BookFinding } from "@/lib/ledger/check";

/** What the check has to name; a key that holds an id of the run is told by a pattern. */
type Named = Partial<Omit<BookFinding, "key">> & { key?: string | RegExp };

/** One row is made wrong, and the check names the promise and the row. In a statement, $ws is the workspace. */
export type Break = [rule: string, row: Named, ...statements: string[]];

export const here = "where workspace_id = $ws";
export const theEvent = `${here} and external_id = 'a'`;
