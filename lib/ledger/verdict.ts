import "server-only";
import { type Db, inScope, inSystem } from "@/db";
import { bookVerdicts } from "@/db/schema/work";
import type { BookVerdict } from "./check";

/** What the last look at the books found; null before the first one. */
export async function lastBookVerdict(db: Db): Promise<{ checkedAt: Date; wrong: number } | null> {
  const [row] = await inScope(db, {}, (tx) =>
    tx.select({ checkedAt: bookVerdicts.checkedAt, wrong: bookVerdicts.wrong }).from(bookVerdicts),
  );
  return row ?? null;
}

/** Only the worker's account may write it. */
export async function keepBookVerdict(db: Db, now: Date, verdict: BookVerdict): Promise<void> {
  const { workspaces, transactions, events, wrong } = verdict;
  const row = { checkedAt: now, workspaces, transactions, events, wrong };
  await inSystem(db, (tx) =>
    tx.insert(bookVerdicts).values(row).onConflictDoUpdate({ target: bookVerdicts.latest, set: row }),
  );
}
