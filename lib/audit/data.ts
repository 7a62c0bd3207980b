import "server-only";
import { type Db, inScope } from "@/db";
import { auditVerdicts } from "@/db/schema/work";

/** What the last verification found; null before the first one. */
export async function lastVerdict(db: Db): Promise<{ verifiedAt: Date; broken: number } | null> {
  const [row] = await inScope(db, {}, (tx) =>
    tx.select({ verifiedAt: auditVerdicts.verifiedAt, broken: auditVerdicts.broken }).from(auditVerdicts),
  );
  return row ?? null;
}
