import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { type Db, inSystem } from "@/db";
import { bookChecks, type StoredFinding } from "@/db/schema/work";
import type { WorkspaceId } from "@/lib/context";
import { type BookFinding, bookRules, checkBooks } from "@/lib/ledger/check";
import { readFigures } from "./figures";

const clock = sql`clock_timestamp()`;

type Asked = { workspaceId: WorkspaceId; id: string };

/**
 * The worker's look at one workspace, because somebody asked: the same promises as every hour. How far it is stands beside it,
 * written outside of what it looks at. A job that runs twice looks twice and answers once.
 */
export async function checkWorkspace(db: Db, { workspaceId, id }: Asked, now: Date): Promise<void> {
  const mine = and(eq(bookChecks.workspaceId, workspaceId), eq(bookChecks.id, id));
  const write = (set: Record<string, unknown>) => inSystem(db, (tx) => tx.update(bookChecks).set(set).where(mine));
  const [asked] = await inSystem(db, (tx) => tx.select({ state: bookChecks.state }).from(bookChecks).where(mine));
  // One that failed is over: somebody may have asked again since.
  if (!asked || asked.state === "done" || asked.state === "failed") return;
  await write({
    state: "running",
    startedAt: clock,
    seenAt: clock,
    finishedAt: null,
    rules: bookRules.length,
    rulesDone: 0,
  });
  try {
    const verdict = await checkBooks(db, {
      workspaceId,
      now,
      onRule: async (rulesDone) => {
        await write({ rulesDone, seenAt: clock });
      },
    });
    const figures = (await readFigures(db, [workspaceId])).get(workspaceId);
    const { transactions, events, wrong } = verdict;
    const findings = verdict.findings.map(storedFinding);
    await write({ state: "done", finishedAt: clock, seenAt: clock, transactions, events, wrong, figures, findings });
  } catch (error) {
    await write({ state: "failed", finishedAt: clock });
    throw error;
  }
}

export function storedFinding({ rule, table, key, expected, found }: BookFinding): StoredFinding {
  return { rule, table, key, expected, found };
}
