import "server-only";
import { and, asc, eq, gt } from "drizzle-orm";
import { type Db, inSystem } from "@/db";
import { auditHeads, auditLines, workspaces } from "@/db/schema/workspaces";
import type { WorkspaceId } from "@/lib/context";
import { lineHash } from "./chain";
import { auditKey } from "./key";

export type AuditFinding = { workspaceId: string; seq: number; reason: "headless" | "gap" | "changed" | "truncated" };
export type AuditVerdict = { workspaces: number; lines: number; findings: AuditFinding[] };

const pageSize = 1000;

/** Walks the chain of every workspace from its first line; names the first bad line of each. */
export async function verifyAudit(db: Db): Promise<AuditVerdict> {
  const all = await inSystem(db, (tx) => tx.select({ id: workspaces.id }).from(workspaces).orderBy(asc(workspaces.id)));
  const verdict: AuditVerdict = { workspaces: all.length, lines: 0, findings: [] };
  for (const { id } of all) {
    const { lines, finding } = await walk(db, id);
    verdict.lines += lines;
    if (finding) verdict.findings.push({ workspaceId: id, ...finding });
  }
  return verdict;
}

type Walked = { lines: number; finding?: Pick<AuditFinding, "seq" | "reason"> };

async function walk(db: Db, workspaceId: WorkspaceId): Promise<Walked> {
  const key = auditKey();
  let seq = 0;
  let hash = "";
  for (;;) {
    const { head, lines } = await readPage(db, workspaceId, seq);
    if (!head) return { lines: seq, finding: { seq: seq + 1, reason: "headless" } };
    for (const line of lines) {
      if (line.seq !== seq + 1) return { lines: seq, finding: { seq: seq + 1, reason: "gap" } };
      if (line.prevHash !== hash || line.hash !== lineHash(key, hash, line)) {
        return { lines: seq, finding: { seq: line.seq, reason: "changed" } };
      }
      seq = line.seq;
      hash = line.hash;
    }
    if (lines.length === pageSize) continue;
    if (seq === head.seq && hash === head.hash) return { lines: seq };
    return { lines: seq, finding: { seq: seq + 1, reason: "truncated" } };
  }
}

/** Lines and head in one statement, so that a line appended meanwhile is in both or in neither. */
async function readPage(db: Db, workspaceId: WorkspaceId, after: number) {
  const rows = await inSystem(db, (tx) =>
    tx
      .select({ head: auditHeads, line: auditLines })
      .from(auditHeads)
      .leftJoin(auditLines, and(eq(auditLines.workspaceId, auditHeads.workspaceId), gt(auditLines.seq, after)))
      .where(eq(auditHeads.workspaceId, workspaceId))
      .orderBy(asc(auditLines.seq))
      .limit(pageSize),
  );
  return { head: rows[0]?.head, lines: rows.flatMap(({ line }) => (line ? [line] : [])) };
}
