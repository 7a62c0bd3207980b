import { type Break, here, theEvent } from "./break";

/** The log, its ids, its sums, holds and what refers to them, made wrong one row at a time. */
export const usageBreaks: Break[] = [
  ["event-gap-free", { key: /^seq 2 /, expected: "1", found: "2" }, `delete from usage_events ${theEvent}`],
  ["event-gap-free", { key: "main seq" }, `update pockets set seq = seq - 1 ${here} and id = 'main'`],
  [
    "event-whole",
    { table: "usage_events", expected: "1000000", found: "1000001" },
    "alter table usage_events drop constraint usage_events_funds",
    `update usage_events set amount_micro = amount_micro + 1 ${theEvent}`,
  ],
  [
    "event-and-journal",
    { key: /^tx \d+ main used_micro$/ },
    `update usage_events set amount_micro = amount_micro + 1, plan_micro = plan_micro + 1 ${theEvent}`,
  ],
  [
    "event-and-journal",
    { key: /^tx \d+ sales used_micro$/, expected: "0", found: "1000000" },
    `update usage_events set plan_micro = plan_micro + number_micro, number_micro = 0 ${here} and external_id = 'c'`,
  ],
  [
    "event-and-journal",
    { key: /last_seq$/ },
    `update journal set last_seq = last_seq + 1 ${here} and kind = 'usage' and pocket = 'main' and first_seq = 1`,
  ],
  [
    "event-running-balance",
    { table: "usage_events", key: /^seq 1 / },
    `update usage_events set balance_after_micro = balance_after_micro + 1 ${theEvent}`,
  ],
  [
    "event-returned-once",
    { table: "usage_returns", key: /amount_micro/, expected: "4000000", found: "4000001" },
    `update usage_returns set amount_micro = amount_micro + 1 ${here}`,
  ],
  ["event-returned-once", { table: "journal", expected: "its usage_returns row" }, `delete from usage_returns ${here}`],
  [
    "event-returned-once",
    { table: "usage_returns", expected: "1", found: "2" },
    "alter table usage_returns drop constraint usage_returns_workspace_id_key_occurred_at_pk",
    `insert into usage_returns select * from usage_returns ${here}`,
  ],
  [
    "key-remembered",
    { table: "usage_events", expected: "its usage_keys row" },
    `delete from usage_keys k using usage_events e where e.workspace_id = $ws and e.external_id = 'huge' and k.workspace_id = $ws and k.key = e.key`,
  ],
  [
    "key-remembered",
    { table: "holds", expected: "its usage_keys row" },
    `delete from usage_keys k using holds h where h.workspace_id = $ws and h.state = 'open' and k.workspace_id = $ws and k.key = h.key`,
  ],
  ["key-leads-somewhere", { table: "usage_keys" }, `delete from usage_events ${theEvent}`],
  [
    "key-used-once",
    { table: "usage_keys", found: "2" },
    `insert into usage_keys select workspace_id, key, created_at + interval '34 days', occurred_at, body from usage_keys ${here} limit 1`,
  ],
  [
    "quarters-sum-events",
    { table: "usage_quarters", key: / voice {2}events$/, expected: "1", found: "2" },
    `update usage_quarters set events = events + 1 ${here} and channel = 'voice'`,
  ],
  [
    "quarters-sum-events",
    { table: "usage_quarters", key: / sms ai amount_micro$/, expected: "0", found: "4000000" },
    `update usage_quarters set amount_micro = 4000000 ${here} and feature = 'ai'`,
  ],
  [
    "days-sum-events",
    { table: "usage_days", key: / refused$/, expected: "1", found: "0" },
    `update usage_days set refused = 0 ${here} and refused = 1`,
  ],
  [
    "days-sum-events",
    { table: "usage_days", key: / ana quantity$/, found: "0" },
    `delete from usage_days ${here} and agent_id = 'ana' and channel = 'sms'`,
  ],
  [
    "posted-sums-journal",
    {
      table: "posted_quarters",
      key: / main return amount_micro$/,
      expected: "4000000",
      found: "4000001",
    },
    `update posted_quarters set amount_micro = amount_micro + 1 ${here} and entry = 'return'`,
  ],
  [
    "posted-sums-journal",
    { table: "posted_quarters", key: / sales usage amount_micro$/, found: "0" },
    `delete from posted_quarters ${here} and pocket = 'sales' and entry = 'usage'`,
  ],
  ["posted-sums-journal", { table: "posted_quarters", expected: "0" }, `delete from posted_marks ${here}`],
  [
    "posted-counts-events",
    { table: "posted_quarters", key: / main voice items$/, expected: "1", found: "2" },
    `update posted_quarters set items = items + 1 ${here} and pocket = 'main' and channel = 'voice' and entry = 'usage'`,
  ],
  [
    "posted-counts-events",
    { table: "posted_quarters", key: / main whatsapp amount_micro$/, expected: "0" },
    `update posted_quarters set channel = 'whatsapp' ${here} and pocket = 'main' and channel = 'sms' and entry = 'usage'`,
  ],
  [
    "budget-sums-events",
    { table: "budgets", key: "workspace  2026-06-01 used_micro" },
    `update budgets set used_micro = used_micro + 1 ${here} and scope = 'workspace'`,
  ],
  [
    "budget-sums-events",
    { table: "budgets", key: "agent ana 2026-06-01 held_micro", expected: "8000000", found: "0" },
    `delete from budgets ${here} and scope = 'agent'`,
  ],
  [
    "budget-sums-events",
    { table: "budgets", key: "key key_first 2026-06-01 used_micro" },
    `update budgets set used_micro = used_micro - 1 ${here} and scope = 'key'`,
  ],
  [
    "budget-sums-events",
    { table: "budgets", key: "agent ana 2026-06-01 plan_used_micro" },
    `update budgets set plan_used_micro = plan_used_micro + 1 ${here} and scope = 'agent'`,
  ],
  [
    "hold-sums-parts",
    { table: "holds", expected: "8000000", found: "8000001" },
    `update holds set amount_micro = amount_micro + 1 ${here} and state = 'open'`,
  ],
  [
    "hold-ends-once",
    { table: "holds", key: /settled settlement$/, expected: "1", found: "0" },
    `delete from journal ${here} and kind = 'settle'`,
  ],
  [
    "hold-ends-once",
    { table: "holds", key: /open release$/, expected: "0", found: "1" },
    `update holds set state = 'open' ${here} and state = 'released'`,
  ],
  [
    "hold-ends-once",
    { table: "holds", key: /settled used_micro$/, found: "4000000" },
    `update holds set used_micro = 1 ${here} and state = 'settled'`,
  ],
  [
    "reference-in-workspace",
    { table: "usage_events", key: "agent_id ana", expected: "its row in agents" },
    `delete from agents ${here}`,
  ],
  [
    "reference-in-workspace",
    { table: "lot_entries", expected: "its row in lots" },
    `delete from lots ${here} and source = 'renewal'`,
  ],
  ["owner-exists", { table: "usage_keys", expected: "a workspace" }, "delete from workspaces where id = $ws"],
  [
    "owner-exists",
    { table: "budgets", workspaceId: "ws_nobody" },
    "insert into budgets (workspace_id, scope, id, period) values ('ws_nobody', 'workspace', '', '2026-06-01')",
  ],
];
