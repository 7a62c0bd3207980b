import "server-only";
import { database } from "@/db";
import { lastVerdict } from "@/lib/audit/data";
import { lastBookVerdict } from "@/lib/ledger/verdict";
import { log } from "@/lib/log";
import { type WorkState, workState } from "../health/work-state";
import { metrics } from "./registry";

/** What Prometheus reads. The process's own figures are told even while the database is away. */
export async function scrape(): Promise<{ text: string; contentType: string }> {
  const { registry, databaseUp } = metrics();
  try {
    show(await workState(database()));
    showVerdict(await lastVerdict(database()));
    showBooks(await lastBookVerdict(database()));
    databaseUp.set(1);
  } catch (error) {
    log.warn({ err: error }, "metrics without the database");
    databaseUp.set(0);
  }
  return { text: await registry.metrics(), contentType: registry.contentType };
}

/** Before the first verification there is nothing to tell, neither good nor bad. */
function showVerdict(verdict: Awaited<ReturnType<typeof lastVerdict>>): void {
  const { auditChain, auditVerified } = metrics();
  if (verdict) {
    auditChain.set(verdict.broken === 0 ? 1 : 0);
    auditVerified.set(verdict.verifiedAt.getTime() / 1_000);
  } else {
    auditChain.remove();
    auditVerified.remove();
  }
}

function showBooks(verdict: Awaited<ReturnType<typeof lastBookVerdict>>): void {
  const { booksRight, booksWrong, booksChecked } = metrics();
  if (verdict) {
    booksRight.set(verdict.wrong === 0 ? 1 : 0);
    booksWrong.set(verdict.wrong);
    booksChecked.set(verdict.checkedAt.getTime() / 1_000);
  } else {
    for (const figure of [booksRight, booksWrong, booksChecked]) figure.remove();
  }
}

function show(state: WorkState): void {
  const all = metrics();
  all.jobsWaiting.set(state.jobsWaiting);
  all.jobsOldest.set(state.jobsOldestSeconds);
  all.jobsDead.set(state.jobsDead);
  all.outboxOldest.set(state.outboxOldestSeconds);
  all.outboxDead.set(state.outboxDead);
  all.heartbeatAge.set(state.heartbeatAgeSeconds ?? Number.POSITIVE_INFINITY);
}
