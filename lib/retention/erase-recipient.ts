import "server-only";
import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { inWorkspace } from "@/db";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Context } from "@/lib/context";
import { invariant } from "@/lib/errors";
import { loadPlace } from "@/lib/metering/place";
import { searchTerms } from "@/lib/metering/search-terms";

export type Erased = { status: "erased"; mark: string; events: number } | { status: "unknown" };

/**
 * Makes a recipient unreadable in every item of usage and every hold: amounts, order and checks stay as they are. After this
 * nobody can tell any more who it was, and the audit line does not say it either. What is sent to them later is a new item.
 */
export async function eraseRecipient(ctx: Context, recipient: string): Promise<Erased> {
  const { country } = await loadPlace(ctx);
  const spellings = searchTerms(recipient, country, "full").whole;
  // Not made from the recipient: what is made from a phone number can be found by trying all of them.
  const mark = `erased:${randomBytes(6).toString("hex")}`;
  return inWorkspace(ctx, async (tx) => {
    // What the database may take for a large log is its own affair here: half an erasure would be none.
    await tx.execute(sql`select set_config('statement_timeout', '60s', true)`);
    const [row] = await tx.execute<{ events: string; holds: string }>(sql`
      select events::text, holds::text from books.erase_recipient(${ctx.workspaceId},
        array[${sql.join(
          spellings.map((one) => sql`${one}`),
          sql`, `,
        )}]::text[], ${mark})`);
    invariant(row, "the function answers with one row");
    const [events, holds] = [Number(row.events), Number(row.holds)];
    if (events + holds === 0) return { status: "unknown" };
    await recordAudit({ ...ctx, db: tx }, { action: "recipient.erase", target: mark, after: { events, holds } });
    return { status: "erased", mark, events };
  });
}
