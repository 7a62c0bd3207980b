import { closeConnections, systemDatabase } from "@/db";
import { type BookFinding, bookRules, checkBooks } from "@/lib/ledger/check";
import { keepBookVerdict } from "@/lib/ledger/verdict";

const tellEveryMs = 2_000;
const count = new Intl.NumberFormat("en");

/** Whoever waits for a long look is told how far it is; a short one says nothing. */
function progress(): (done: number, workspaces: number) => void {
  let told = Date.now();
  return (done, workspaces) => {
    if (done === workspaces || Date.now() - told < tellEveryMs) return;
    told = Date.now();
    console.error(`Looked at ${count.format(done)} of ${count.format(workspaces)} workspaces.`);
  };
}

function sentence({ says, workspaceId, table, key, expected, found }: BookFinding): string {
  const row = [table, key].filter(Boolean).join(" ");
  return `Workspace ${workspaceId}, ${row}: expected ${expected ?? "nothing"}, found ${found ?? "nothing"} (${says}).`;
}

const db = systemDatabase();
const verdict = await checkBooks(db, { onProgress: progress() });
await keepBookVerdict(db, new Date(), verdict);
const { workspaces, transactions, events, wrong, findings } = verdict;
for (const finding of findings) console.error(sentence(finding));
if (wrong === 0) {
  console.log(
    `The books of ${count.format(workspaces)} workspaces are right: ${count.format(transactions)} transactions and ${count.format(events)} charged events keep all ${bookRules.length} promises.`,
  );
} else {
  if (findings.length < wrong) console.error(`Named are ${count.format(findings.length)} of ${count.format(wrong)}.`);
  console.error(`The books are wrong in ${count.format(wrong)} places.`);
  process.exitCode = 1;
}
await closeConnections();
