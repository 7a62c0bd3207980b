import type { SQL } from "drizzle-orm";

/** What a rule is asked about: some workspaces, as a text array, and the moment the question is put. */
export type Scope = { these: SQL; now: SQL };

/**
 * One promise of the books. `find` selects the rows that break it, as workspace_id, table, key, expected and found; a row
 * that should not be there has no expected, one that is missing no found.
 */
export type Rule = { name: string; says: string; find: (scope: Scope) => SQL };
