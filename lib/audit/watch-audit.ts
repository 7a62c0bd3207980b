import "server-only";
import { type Db, inSystem } from "@/db";
import { auditVerdicts } from "@/db/schema/work";
import { log } from "@/lib/log";
import { verifyAudit } from "./verify-audit";

const mostNamed = 20;

/** The worker's regular look at every chain: a broken one is said aloud, and the verdict is kept for the figures. */
export async function watchAudit(db: Db, now: Date): Promise<void> {
  const { workspaces, lines, findings } = await verifyAudit(db);
  const broken = findings.length;
  if (broken > 0) {
    log.error({ broken, findings: findings.slice(0, mostNamed) }, "audit chain broken; see npm run audit:verify");
  } else {
    log.info({ workspaces, lines }, "audit chains are whole");
  }
  const verdict = { verifiedAt: now, workspaces, lines, broken };
  await inSystem(db, (tx) =>
    tx.insert(auditVerdicts).values(verdict).onConflictDoUpdate({ target: auditVerdicts.latest, set: verdict }),
  );
}
