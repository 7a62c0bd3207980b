import "server-only";
import { budgetRules } from "@/lib/ledger/check/budgets";
import { claimRules } from "@/lib/ledger/check/claims";
import { eventRules } from "@/lib/ledger/check/events";
import { holdRules } from "@/lib/ledger/check/holds";
import { journalRules } from "@/lib/ledger/check/journal";
import { keyRules } from "@/lib/ledger/check/keys";
import { lotRules } from "@/lib/ledger/check/lots";
import { markRules } from "@/lib/ledger/check/marks";
import { pocketRules } from "@/lib/ledger/check/pockets";
import { postedRules } from "@/lib/ledger/check/posted";
import { rollupRules } from "@/lib/ledger/check/rollups";
import { saleRules } from "@/lib/ledger/check/sales";
import { summaryRules } from "@/lib/ledger/check/summaries";
import { tenancyRules } from "@/lib/ledger/check/tenancy";

/** What a reader compares with what; the promises of each are told together. */
export const areas = {
  balance: [...pocketRules, ...journalRules, ...lotRules, ...claimRules],
  sales: saleRules,
  events: [...eventRules, ...keyRules],
  rollups: [...rollupRules, ...budgetRules, ...postedRules, ...summaryRules],
  holds: holdRules,
  marks: markRules,
  tenancy: tenancyRules,
};

export type Area = keyof typeof areas;
export const areaNames = Object.keys(areas) as readonly Area[];
