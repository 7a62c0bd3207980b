import { type Break, here } from "./break";

/** Pockets, the journal, lots and marks, made wrong one row at a time. */
export const ledgerBreaks: Break[] = [
  [
    "pocket-sums-journal",
    { table: "pockets", key: "main wallet_micro" },
    `update pockets set wallet_micro = wallet_micro + 1 ${here} and id = 'main'`,
  ],
  [
    "pocket-after-last-row",
    { table: "pockets", key: "sales debt_micro", expected: "0", found: "5" },
    `update pockets set debt_micro = 5 ${here} and id = 'sales'`,
  ],
  [
    "pocket-sums-lots",
    { table: "pockets", key: "main held_micro" },
    `update pockets set held_micro = held_micro - 1 ${here} and id = 'main'`,
  ],
  [
    "pocket-never-below-zero",
    { table: "pockets", key: "sales plan_micro", found: "-1" },
    "alter table pockets drop constraint pockets_never_below_zero",
    `update pockets set plan_micro = -1 ${here} and id = 'sales'`,
  ],
  ["pocket-of-each-number", { key: "sales", expected: null, found: "sales" }, `delete from numbers ${here}`],
  ["pocket-of-each-number", { key: "main", found: null }, `delete from pockets ${here} and id = 'main'`],
  [
    "journal-balanced",
    { key: "tx 5 main", expected: "0", found: "1" },
    "alter table journal drop constraint journal_balanced",
    `update journal set used_micro = used_micro + 1 ${here} and tx = 5`,
  ],
  [
    "journal-running",
    { key: "tx 5 main promo_after_micro" },
    `update journal set promo_after_micro = promo_after_micro + 1 ${here} and tx = 5 and pocket = 'main'`,
  ],
  [
    "journal-cost",
    { table: "journal", key: "tx 5 main" },
    `update journal set cost_after_minor = cost_after_minor + 1 ${here} and tx = 5 and pocket = 'main'`,
  ],
  [
    "journal-cost",
    { table: "pockets", key: "main cost_minor" },
    `update pockets set cost_minor = cost_minor + 1 ${here} and id = 'main'`,
  ],
  ["journal-gap-free", { key: "tx 6", expected: "5", found: "6" }, `delete from journal ${here} and tx = 5`],
  ["journal-gap-free", { key: "main tx" }, `update pockets set tx = tx + 1 ${here} and id = 'main'`],
  ["journal-in-time", { key: "tx 8 main" }, `update journal set at = '2026-06-24T11:59:00Z' ${here} and tx = 8`],
  [
    "journal-moved-nowhere",
    { table: "journal", expected: "0", found: "4000000" },
    `delete from journal ${here} and kind = 'move' and pocket = 'sales'`,
  ],
  [
    "journal-effect-once",
    { key: "first:wallet tx 2, 3", found: "2" },
    "drop index journal_effect_key",
    `update journal set effect_key = 'first:wallet' ${here} and tx = 3`,
  ],
  [
    "journal-use-is-explained",
    { key: "tx 1 main grant", found: "2" },
    `update journal set granted_micro = granted_micro - 2, used_micro = 2 ${here} and tx = 1`,
  ],
  [
    "lot-whole",
    { table: "lots" },
    "alter table lots drop constraint lots_whole",
    `update lots set used_micro = used_micro + 1 ${here} and source = 'renewal'`,
  ],
  [
    "lot-sums-entries",
    { table: "lots", key: /^lot_\w+ used_micro$/ },
    `update lots set used_micro = used_micro - 1, gone_micro = gone_micro + 1 ${here} and source = 'renewal'`,
  ],
  [
    "lot-entry-balanced",
    { table: "lot_entries", expected: "3000000", found: "3000001" },
    "alter table lot_entries drop constraint lot_entries_balanced",
    `update lot_entries set used_micro = 1 ${here} and tx = 1`,
  ],
  [
    "lot-entries-and-journal",
    { key: "tx 1 main promo_micro", expected: "3000000", found: "0" },
    `delete from lot_entries ${here} and tx = 1`,
  ],
  [
    "lot-entries-and-journal",
    { key: "tx 5 main cost_minor" },
    `update journal set cost_minor = cost_minor + 1 ${here} and tx = 5 and pocket = 'main'`,
  ],
  [
    "lot-never-below-zero",
    { table: "lot_entries" },
    `update lot_entries set tx = 100 ${here} and tx = 2 and opened_micro <> 0`,
  ],
  [
    "lot-expired-is-over",
    { table: "lot_entries" },
    `update lots set expires_at = '2026-06-24T12:00:00Z' ${here} and source = 'renewal'`,
  ],
  [
    "lot-expired-is-written-off",
    { table: "lots", expected: "0" },
    `update lots set expires_at = '2026-06-24T12:39:00Z' ${here} and pocket = 'main' and source = 'purchase'`,
  ],
  ["lot-cost", { table: "lots" }, `update lots set cost_minor = cost_minor * 2 ${here} and source = 'renewal'`],
  ["claim-whole", { table: "lot_claims", key: /taken_micro$/ }, `update lot_claims set taken_micro = 90000000 ${here}`],
  [
    "claim-is-due-later",
    { table: "lot_claims", expected: "0", found: "1" },
    `update lot_claims set taken_micro = taken_micro + 1, due_micro = 1 ${here}`,
  ],
  [
    "claims-sum-journal",
    { key: "taken_micro", expected: "2000000", found: "1000000" },
    `update lot_claims set taken_micro = 1000000 ${here}`,
  ],
  [
    "claim-and-lots",
    { table: "journal", expected: "3000000", found: "2000000" },
    `update journal set paid_micro = paid_micro + 1000000, granted_micro = granted_micro - 1000000 ${here} and kind = 'refund'`,
  ],
  [
    "paid-is-explained",
    { key: "tx 1 main grant", found: "-3000000" },
    `update journal set granted_micro = 0, paid_micro = granted_micro ${here} and tx = 1`,
  ],
  [
    "frozen-for-a-reason",
    { key: "main frozen", expected: "false", found: "true" },
    "alter table pockets drop constraint pockets_frozen",
    `update pockets set frozen = true ${here} and id = 'main'`,
  ],
  [
    "lot-held-for-open-holds",
    { table: "lots", found: "0" },
    `update lots set held_micro = 0, gone_micro = gone_micro + held_micro ${here} and held_micro > 0`,
  ],
  [
    "mark-told",
    { key: "main low_told", expected: "true", found: "false" },
    `update pockets set low_told = false ${here}`,
  ],
  [
    "mark-told",
    { key: "main low_told", expected: "false", found: "true" },
    `update pockets set low_micro = 1000000 ${here} and id = 'main'`,
  ],
  [
    "mark-effect",
    { table: "outbox" },
    `update outbox set payload = payload || '{"balanceMicro": "1"}' ${here} and topic = 'balance.low'`,
  ],
];
