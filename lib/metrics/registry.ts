import "server-only";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { connection } from "@/db";

function build() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers });
  return {
    registry,
    httpDuration: new Histogram({
      name: "http_request_duration_seconds",
      help: "Time to answer, by route.",
      labelNames: ["route", "method", "status"],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
    poolInUse: new Gauge({
      name: "db_pool_in_use",
      help: "Connections at work.",
      registers,
      collect() {
        this.set(connection().turnstile.inUse);
      },
    }),
    poolWaiting: new Gauge({
      name: "db_pool_waiting",
      help: "Requests waiting for a connection.",
      registers,
      collect() {
        this.set(connection().turnstile.waiting);
      },
    }),
    databaseUp: gauge("database_up", "1 when the database answered the questions of this scrape."),
    jobsWaiting: gauge("jobs_waiting", "Jobs that are due and not yet taken."),
    jobsOldest: gauge("jobs_oldest_seconds", "How long the oldest due job has been waiting."),
    jobsDead: gauge("jobs_dead", "Jobs that used up their attempts. See npm run jobs:dead."),
    outboxOldest: gauge("outbox_oldest_seconds", "How long the oldest pending effect has been due."),
    outboxDead: gauge("outbox_dead_total", "Effects that used up their attempts. See npm run jobs:dead."),
    heartbeatAge: gauge("worker_heartbeat_age_seconds", "Time since a worker was last heard of."),
    auditChain: gauge("audit_chain_ok", "1 when the last verification of the audit chains found them whole."),
    auditVerified: gauge("audit_verified_timestamp_seconds", "When the audit chains were last verified, as Unix time."),
    booksRight: gauge("books_ok", "1 when the last look at the books found every promise kept."),
    booksWrong: gauge("books_wrong_rows", "Rows that broke a promise of the books. See npm run check."),
    booksChecked: gauge("books_checked_timestamp_seconds", "When the books were last looked at, as Unix time."),
    uncaught: new Counter({
      name: "uncaught_exceptions_total",
      help: "Exceptions nobody caught.",
      registers,
    }),
    authFailures: new Counter({
      name: "auth_failures_total",
      help: "Wrong passwords, dead links, rejected keys and tokens, and sign-ins refused for being too many.",
      labelNames: ["reason"],
      registers,
    }),
    denied: new Counter({
      name: "authz_denied_total",
      help: "Requests that a role, a session or a tenant did not allow.",
      labelNames: ["route"],
      registers,
    }),
  };
}

type Metrics = ReturnType<typeof build>;

/** The bundler may load this file more than once; the process has one set of counters all the same. */
const holder = globalThis as typeof globalThis & { saldoMetrics?: Metrics };

export function metrics(): Metrics {
  holder.saldoMetrics ??= build();
  return holder.saldoMetrics;
}
