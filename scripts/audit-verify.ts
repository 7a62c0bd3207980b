import { connection } from "@/db";
import { type AuditFinding, verifyAudit } from "@/lib/audit/verify-audit";

const sentences: Record<AuditFinding["reason"], string> = {
  gap: "is missing",
  changed: "is not what was written",
  truncated: "and whatever followed it was cut off",
};

const { db, close } = connection();
const { workspaces, lines, findings } = await verifyAudit(db);
for (const { workspaceId, seq, reason } of findings) {
  console.error(`Workspace ${workspaceId}: line ${seq} ${sentences[reason]}.`);
}
if (findings.length === 0) {
  console.log(
    `The audit chains of ${workspaces} workspaces are whole: ${lines} lines, each signing the one before it.`,
  );
} else {
  process.exitCode = 1;
}
await close();
