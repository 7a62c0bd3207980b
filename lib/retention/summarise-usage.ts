import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { type Db, inScope, inSystem } from "@/db";
import type { WorkspaceId } from "@/lib/context";
import { invariant } from "@/lib/errors";
import { log } from "@/lib/log";
import { foldWorkspace } from "@/lib/statement/fold-posted";

/** Events of one piece. Whoever charges meanwhile waits for a piece and no longer. */
const pieceEvents = 1_000;

export type Summarised = { events: number; refused: number; holds: number; waits: boolean };
type Options = {
  /** The database's clock counts, but for tests, which own the time. */
  now?: Date;
  piece?: number;
};

/**
 * Takes out of the log what is older than the workspace keeps single items, piece by piece; each piece is a transaction of
 * its own and leaves books that are whole, so that a worker may die between any two. Takes `systemDatabase()`.
 */
export async function summariseUsage(db: Db, workspaceId: WorkspaceId, options: Options = {}): Promise<Summarised> {
  const total = { events: 0, refused: 0, holds: 0, waits: false };
  // A statement counts the events of the last transactions one by one: what goes has to be in its quarter hours first.
  await foldWorkspace(db, workspaceId);
  for (;;) {
    const began = performance.now();
    const piece = await summarisePiece(db, workspaceId, options);
    total.events += piece.events;
    total.refused += piece.refused;
    total.holds += piece.holds;
    total.waits = piece.state === "waits";
    if (piece.state !== "some") break;
    // As long as it took, the books are left to those who charge.
    await delay(performance.now() - began);
  }
  if (total.events + total.refused + total.holds > 0)
    log.info({ workspace_id: workspaceId, ...total }, "old usage was summarised by day");
  return total;
}

/** All workspaces that do not keep single items for ever. One that cannot be summarised holds up no other. */
export async function summariseAll(db: Db, options: Options = {}): Promise<void> {
  const due = await inSystem(db, (tx) =>
    tx.execute<{ id: WorkspaceId }>(sql`select id from workspaces where usage_kept_months is not null order by id`),
  );
  const failures: unknown[] = [];
  for (const { id } of due) {
    try {
      await summariseUsage(db, id, options);
    } catch (error) {
      log.error({ workspace_id: id, err: error }, "usage could not be summarised");
      failures.push(error);
    }
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `The usage of ${failures.length} workspaces could not be summarised.`);
}

type Piece = {
  state: "kept" | "waits" | "some" | "done";
  events: number;
  refused: number;
  holds: number;
};

export function summarisePiece(db: Db, workspaceId: WorkspaceId, { now, piece }: Options): Promise<Piece> {
  return inScope(db, { ws: workspaceId }, async (tx) => {
    const [row] = await tx.execute<Record<keyof Piece, string>>(sql`
      select state, events::text, refused::text, holds::text
      from books.summarise_usage(${workspaceId}, ${now?.toISOString() ?? null}::timestamptz, ${piece ?? pieceEvents})`);
    invariant(row, "the function answers with one row");
    const { state, events, refused, holds } = row;
    return {
      state: state as Piece["state"],
      events: Number(events),
      refused: Number(refused),
      holds: Number(holds),
    };
  });
}
