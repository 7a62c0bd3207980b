import "server-only";
import { and, asc, eq, gt } from "drizzle-orm";
import { type Db, inSystem } from "@/db";
import { operatorHeads, operatorLines } from "@/db/schema/operator";
import { auditHeads, auditLines, workspaces } from "@/db/schema/workspaces";
import type { WorkspaceId } from "@/lib/context";
import { type AuditContent, lineHash } from "./chain";
import { auditKey } from "./key";

/** A finding without a workspace is one of the operator's own chain. */
export type AuditFinding = { workspaceId: string; seq: number; reason: "headless" | "gap" | "changed" | "truncated" };
export type AuditVerdict = { workspaces: number; lines: number; findings: AuditFinding[] };

const pageSize = 1000;

/** The owner of the operator's own lines, as they are signed. */
export const everybody = "";

/** Walks the operator's chain and that of every workspace from its first line; names the first bad line of each. */
export async function verifyAudit(db: Db): Promise<AuditVerdict> {
  const all = await inSystem(db, (tx) => tx.select({ id: workspaces.id }).from(workspaces).orderBy(asc(workspaces.id)));
  const verdict: AuditVerdict = { workspaces: all.length, lines: 0, findings: [] };
  const add = (workspaceId: string, { lines, finding }: Walked) => {
    verdict.lines += lines;
    if (finding) verdict.findings.push({ workspaceId, ...finding });
  };
  add(everybody, await walk((after) => readOperatorPage(db, after)));
  for (const { id } of all) add(id, await walk((after) => readPage(db, id, after)));
  return verdict;
}

type Walked = { lines: number; finding?: Pick<AuditFinding, "seq" | "reason"> };
type Line = AuditContent & { prevHash: string; hash: string };
type Page = { head: { seq: number; hash: string } | undefined; lines: Line[] };

async function walk(readAfter: (seq: number) => Promise<Page>): Promise<Walked> {
  const key = auditKey();
  let seq = 0;
  let hash = "";
  for (;;) {
    const { head, lines } = await readAfter(seq);
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
async function readPage(db: Db, workspaceId: WorkspaceId, after: number): Promise<Page> {
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

async function readOperatorPage(db: Db, after: number): Promise<Page> {
  const rows = await inSystem(db, (tx) =>
    tx
      .select({ head: operatorHeads, line: operatorLines })
      .from(operatorHeads)
      .leftJoin(operatorLines, gt(operatorLines.seq, after))
      .orderBy(asc(operatorLines.seq))
      .limit(pageSize),
  );
  const lines = rows.flatMap(({ line }) => (line ? [{ ...line, workspaceId: everybody }] : []));
  return { head: rows[0]?.head, lines };
}
