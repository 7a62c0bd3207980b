import { closeConnections, systemDatabase } from "@/db";
import { type AuditFinding, verifyAudit } from "@/lib/audit/verify-audit";

const sentences: Record<AuditFinding["reason"], (seq: number) => string> = {
  headless: () => "the end of the chain is not recorded any more, so nobody can tell what was cut off",
  gap: (seq) => `line ${seq} is missing`,
  changed: (seq) => `line ${seq} is not what was written`,
  truncated: (seq) => `line ${seq} and whatever followed it was cut off`,
};

const db = systemDatabase();
const { workspaces, lines, findings } = await verifyAudit(db);
for (const { workspaceId, seq, reason } of findings) {
  console.error(`${workspaceId ? `Workspace ${workspaceId}` : "The operator's own chain"}: ${sentences[reason](seq)}.`);
}
if (findings.length === 0) {
  console.log(
    `The audit chains of ${workspaces} workspaces and the operator's own are whole: ${lines} lines, each signing the one before it.`,
  );
} else {
  process.exitCode = 1;
}
await closeConnections();
