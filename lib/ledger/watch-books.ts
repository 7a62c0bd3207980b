import "server-only";
import type { Db } from "@/db";
import { log } from "@/lib/log";
import { type BookVerdict, checkBooks } from "./check";
import { keepBookVerdict } from "./verdict";

const mostNamed = 20;

/** The worker's hourly look at the books: what is wrong is said aloud, and the verdict is kept for the figures. */
export async function watchBooks(db: Db, now: Date): Promise<BookVerdict> {
  const verdict = await checkBooks(db, { now });
  const { workspaces, transactions, events, wrong, findings } = verdict;
  if (wrong > 0) {
    log.error({ wrong, findings: findings.slice(0, mostNamed) }, "the books are wrong; see npm run check");
  } else {
    log.info({ workspaces, transactions, events }, "the books are right");
  }
  await keepBookVerdict(db, now, verdict);
  return verdict;
}
