import { parseArgs } from "node:util";
import { closeConnections, systemDatabase } from "@/db";
import type { PaymentFinding } from "@/db/schema/work";
import { daysBefore, reconcile } from "@/lib/reconciliation/reconcile";

const { values } = parseArgs({ options: { full: { type: "boolean", default: false } } });
const count = new Intl.NumberFormat("en");

const kinds: Record<PaymentFinding["kind"], string> = {
  paid_there_only: "was paid at the provider and is not paid here",
  paid_here_only: "is paid here and was not paid at the provider",
  amount: "is of another amount at the provider",
  currency: "is in another currency at the provider",
  refunds: "was paid back differently at the provider",
  unknown: "was paid at the provider for something of ours that is not here",
};

function sentence({ kind, provider, externalId, workspaceId, purchaseId, here, there }: PaymentFinding): string {
  const of = [workspaceId && `workspace ${workspaceId}`, purchaseId && `purchase ${purchaseId}`].filter(Boolean);
  const figures = `here ${here ?? "nothing"}, there ${there ?? "nothing"}`;
  return `${provider} ${externalId ?? "without a name"} (${of.join(", ")}) ${kinds[kind]}: ${figures}.`;
}

const now = new Date();
const found = await reconcile(systemDatabase(), now, { since: values.full ? null : daysBefore(now, 3) }).catch(
  async (error: unknown) => {
    console.error(
      `Purchases and payments could not be compared: ${error instanceof Error ? error.message : String(error)}\nBeside a running start its stand-ins are asked; without one the provider named in the settings has to answer.`,
    );
    await closeConnections();
    process.exit(1);
  },
);
const { payments, wrong, findings, broken } = found;
for (const finding of findings) console.error(sentence(finding));
for (const { workspaceId, table, key, says, expected, found } of broken) {
  console.error(
    `Workspace ${workspaceId}, ${table} ${key}: expected ${expected ?? "nothing"}, found ${found ?? "nothing"} (${says}).`,
  );
}
const range = values.full ? "of all time" : "of the last 72 hours";
if (wrong === 0) {
  console.log(
    `Purchases and payments agree: ${count.format(payments)} payments ${range} are the same here and at the provider, and every paid purchase has its credits and its invoice.`,
  );
} else {
  console.error(`Purchases and payments differ in ${count.format(wrong)} places.`);
  process.exitCode = 1;
}
await closeConnections();
