import "server-only";
import { and, asc, eq, gt } from "drizzle-orm";
import { type Db, inSystem } from "@/db";
import { auditHeads, auditLines } from "@/db/schema/workspaces";
import { lineHash } from "./chain";
import { auditKey } from "./key";

export type AuditFinding = { workspaceId: string; seq: number; reason: "gap" | "changed" | "truncated" };
export type AuditVerdict = { workspaces: number; lines: number; findings: AuditFinding[] };

const pageSize = 1000;

/** Walks every chain from its first line; names the first bad line of each workspace. */
export async function verifyAudit(db: Db): Promise<AuditVerdict> {
  const heads = await inSystem(db, (tx) => tx.select().from(auditHeads).orderBy(asc(auditHeads.workspaceId)));
  const verdict: AuditVerdict = { workspaces: heads.length, lines: 0, findings: [] };
  for (const head of heads) {
    const result = await walk(db, head.workspaceId);
    verdict.lines += result.seq;
    if (result.finding) verdict.findings.push(result.finding);
    else if (result.seq !== head.seq || result.hash !== head.hash) {
      verdict.findings.push({ workspaceId: head.workspaceId, seq: result.seq + 1, reason: "truncated" });
    }
  }
  return verdict;
}

type Walked = { seq: number; hash: string; finding?: AuditFinding };

async function walk(db: Db, workspaceId: (typeof auditHeads.$inferSelect)["workspaceId"]): Promise<Walked> {
  const key = auditKey();
  let seq = 0;
  let hash = "";
  for (;;) {
    const page = await inSystem(db, (tx) =>
      tx
        .select()
        .from(auditLines)
        .where(and(eq(auditLines.workspaceId, workspaceId), gt(auditLines.seq, seq)))
        .orderBy(asc(auditLines.seq))
        .limit(pageSize),
    );
    for (const line of page) {
      if (line.seq !== seq + 1) return { seq, hash, finding: { workspaceId, seq: seq + 1, reason: "gap" } };
      if (line.prevHash !== hash || line.hash !== lineHash(key, hash, line)) {
        return { seq, hash, finding: { workspaceId, seq: line.seq, reason: "changed" } };
      }
      seq = line.seq;
      hash = line.hash;
    }
    if (page.length < pageSize) return { seq, hash };
  }
}
