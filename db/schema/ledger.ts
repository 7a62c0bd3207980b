import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { instant, micro } from "./columns";
import { unboundWorkspaceId, workspaceId } from "./workspaces";

/**
 * What a workspace holds, in micro-credits, one narrow row per pocket: `main` for plan, promo and wallet, and one per
 * phone number, whose own credits are its wallet. The main row is made with the workspace and locked first by whoever
 * moves credits. Only lib/ledger and lib/metering write the amounts.
 */
export const pockets = pgTable(
  "pockets",
  {
    workspaceId: workspaceId(),
    id: text("id").notNull(),
    planMicro: micro("plan_micro"),
    promoMicro: micro("promo_micro"),
    walletMicro: micro("wallet_micro"),
    heldMicro: micro("held_micro"),
    /** Spent and then clawed back, or delivered beyond what there was; the wallet people see is wallet minus debt. */
    debtMicro: micro("debt_micro"),
    /** The number of the last journal transaction and of the last charged event: gap-free, kept on the main pocket. */
    tx: bigint("tx", { mode: "bigint" }).notNull().default(sql`0`),
    seq: bigint("seq", { mode: "bigint" }).notNull().default(sql`0`),
    /** What all credits used so far had cost, of every pocket: kept on the main pocket. */
    costMinor: bigint("cost_minor", { mode: "bigint" }).notNull().default(sql`0`),
    /** While a dispute is open, or by the operator: nothing is spent from the wallet. */
    frozen: boolean("frozen").notNull().default(false),
    /** Why: `operator`, `dispute:…`. The wallet opens when the last reason is gone. */
    frozenFor: text("frozen_for").array().notNull().default(sql`'{}'`),
    /** The most that may be used in a calendar month of the workspace's zone. NULL is no limit. */
    monthlyLimitMicro: bigint("monthly_limit_micro", { mode: "bigint" }),
    /** Falling below leaves an outbox row, once, until the balance has been well above again. NULL watches nothing. */
    lowMicro: bigint("low_micro", { mode: "bigint" }),
    lowTold: boolean("low_told").notNull().default(false),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    check(
      "pockets_never_below_zero",
      sql`${t.planMicro} >= 0 and ${t.promoMicro} >= 0 and ${t.walletMicro} >= 0 and ${t.heldMicro} >= 0 and ${t.debtMicro} >= 0`,
    ),
    check("pockets_limit", sql`${t.monthlyLimitMicro} >= 0`),
    check("pockets_frozen", sql`${t.frozen} = (cardinality(${t.frozenFor}) > 0)`),
  ],
);

const pocket = () => text("pocket").notNull();

/** Every grant of credits: what came in, and where it is now. */
export const lots = pgTable(
  "lots",
  {
    workspaceId: workspaceId(),
    id: text("id").notNull(),
    pocket: pocket(),
    fund: text("fund").$type<"plan" | "promo" | "wallet">().notNull(),
    grantedMicro: bigint("granted_micro", { mode: "bigint" }).notNull(),
    remainingMicro: bigint("remaining_micro", { mode: "bigint" }).notNull(),
    /** Whether there is something to take. The index asks this and not the amount, so that taking some is an update in place. */
    isOpen: boolean("is_open").notNull().generatedAlwaysAs(sql`remaining_micro > 0`),
    heldMicro: micro("held_micro"),
    usedMicro: micro("used_micro"),
    /** Expired, moved to another pocket, or taken back. */
    goneMicro: micro("gone_micro"),
    /** What was paid for all of it, without tax, in the workspace's currency. Nothing for promo. */
    costMinor: bigint("cost_minor", { mode: "bigint" }).notNull().default(sql`0`),
    openedAt: instant("opened_at").notNull(),
    /** NULL never expires. */
    expiresAt: instant("expires_at"),
    source: text("source").$type<LotSource>().notNull(),
    reference: text("reference"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    foreignKey({ columns: [t.workspaceId, t.pocket], foreignColumns: [pockets.workspaceId, pockets.id] }),
    index("lots_open").on(t.workspaceId, t.pocket, t.fund, t.expiresAt, t.openedAt).where(sql`${t.isOpen}`),
    check("lots_fund", sql`${t.fund} in ('plan', 'promo', 'wallet')`),
    check(
      "lots_whole",
      sql`${t.grantedMicro} = ${t.remainingMicro} + ${t.heldMicro} + ${t.usedMicro} + ${t.goneMicro} and ${t.remainingMicro} >= 0 and ${t.heldMicro} >= 0 and ${t.usedMicro} >= 0 and ${t.goneMicro} >= 0 and ${t.grantedMicro} > 0`,
    ),
    check("lots_cost", sql`${t.costMinor} >= 0`),
  ],
);

/** What is asked back of credits that were bought: of their lot, and of the lots that parts of it were moved to. Written by `books.claim_credits`. */
export const lotClaims = pgTable(
  "lot_claims",
  {
    workspaceId: workspaceId(),
    lotId: text("lot_id").notNull(),
    /** Taken back, or to be taken as soon as a hold ends. */
    takenMicro: micro("taken_micro"),
    /** What of it had been used and became debt. */
    indebtedMicro: micro("indebted_micro"),
    /** What of it is still held for messages and calls in progress. */
    dueMicro: micro("due_micro"),
    /** Held until a dispute is decided. */
    keptMicro: micro("kept_micro"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.lotId] }),
    foreignKey({
      name: "lot_claims_lot_fk",
      columns: [t.workspaceId, t.lotId],
      foreignColumns: [lots.workspaceId, lots.id],
    }),
    check(
      "lot_claims_amounts",
      sql`${t.indebtedMicro} >= 0 and ${t.dueMicro} >= 0 and ${t.keptMicro} >= 0 and ${t.takenMicro} >= ${t.indebtedMicro} + ${t.dueMicro}`,
    ),
  ],
);

export type LotSource = "purchase" | "renewal" | "promo" | "adjustment" | "move";

const delta = (name: string) => bigint(name, { mode: "bigint" }).notNull().default(sql`0`);
const after = (name: string) => bigint(name, { mode: "bigint" }).notNull();

/**
 * The journal: one row per transaction and pocket, one signed column per account. Funds and debt are the customer's side,
 * the other five say why they changed; a row that does not balance cannot be written, and none is changed later.
 */
export const journal = pgTable(
  "journal",
  {
    workspaceId: unboundWorkspaceId(),
    tx: bigint("tx", { mode: "bigint" }).notNull(),
    pocket: pocket(),
    kind: text("kind").$type<JournalKind>().notNull(),
    at: instant("at").notNull(),
    /** The business reason, written once whatever happens twice. */
    effectKey: text("effect_key").notNull(),
    actor: text("actor").notNull(),
    reference: text("reference"),
    /** The charged events a usage transaction stands for. */
    firstSeq: bigint("first_seq", { mode: "bigint" }),
    lastSeq: bigint("last_seq", { mode: "bigint" }),
    planMicro: delta("plan_micro"),
    promoMicro: delta("promo_micro"),
    walletMicro: delta("wallet_micro"),
    heldMicro: delta("held_micro"),
    debtMicro: delta("debt_micro"),
    usedMicro: delta("used_micro"),
    paidMicro: delta("paid_micro"),
    grantedMicro: delta("granted_micro"),
    expiredMicro: delta("expired_micro"),
    movedMicro: delta("moved_micro"),
    planAfterMicro: after("plan_after_micro"),
    promoAfterMicro: after("promo_after_micro"),
    walletAfterMicro: after("wallet_after_micro"),
    heldAfterMicro: after("held_after_micro"),
    debtAfterMicro: after("debt_after_micro"),
    /** What the credits used here had cost, taken from the lots they were drawn from. */
    costMinor: delta("cost_minor"),
    /** On rows of the main pocket, what all use had cost up to here: the cost of a period is the difference of two rows. */
    costAfterMinor: bigint("cost_after_minor", { mode: "bigint" }),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.tx, t.pocket] }),
    foreignKey({ columns: [t.workspaceId, t.pocket], foreignColumns: [pockets.workspaceId, pockets.id] }),
    uniqueIndex("journal_effect_key").on(t.workspaceId, t.effectKey, t.pocket),
    index("journal_at").on(t.workspaceId, t.at),
    // What raises a balance, few among many: the statement's headings and the highest balance are found without the rest.
    index("journal_came_in")
      .on(t.workspaceId, t.at)
      .where(sql`${t.kind} in ('grant', 'purchase', 'renewal', 'adjust', 'move', 'refund', 'dispute')`),
    index("journal_expired").on(t.workspaceId, t.at).where(sql`${t.kind} = 'expire'`),
    check("journal_cost_after", sql`(${t.pocket} = 'main') = (${t.costAfterMinor} is not null)`),
    check(
      "journal_balanced",
      sql`${t.planMicro} + ${t.promoMicro} + ${t.walletMicro} + ${t.heldMicro} - ${t.debtMicro} + ${t.usedMicro} + ${t.paidMicro} + ${t.grantedMicro} + ${t.expiredMicro} + ${t.movedMicro} = 0`,
    ),
  ],
);

export type JournalKind =
  | "usage"
  | "return"
  | "grant"
  | "purchase"
  | "renewal"
  | "expire"
  | "adjust"
  | "move"
  | "hold"
  | "settle"
  | "release"
  | "debt"
  | "refund"
  | "dispute";

/** The same transactions seen from the lots. The deltas of one row sum to zero, except in the row that opens the lot. */
export const lotEntries = pgTable(
  "lot_entries",
  {
    workspaceId: unboundWorkspaceId(),
    tx: bigint("tx", { mode: "bigint" }).notNull(),
    lotId: text("lot_id").notNull(),
    /** A transaction may come back to a lot: what was held of it is used, and then more of it. */
    ord: integer("ord").notNull(),
    openedMicro: delta("opened_micro"),
    remainingMicro: delta("remaining_micro"),
    heldMicro: delta("held_micro"),
    usedMicro: delta("used_micro"),
    goneMicro: delta("gone_micro"),
    costMinor: delta("cost_minor"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.tx, t.lotId, t.ord] }),
    foreignKey({ columns: [t.workspaceId, t.lotId], foreignColumns: [lots.workspaceId, lots.id] }),
    index("lot_entries_lot").on(t.workspaceId, t.lotId, t.tx),
    check(
      "lot_entries_balanced",
      sql`${t.openedMicro} = ${t.remainingMicro} + ${t.heldMicro} + ${t.usedMicro} + ${t.goneMicro}`,
    ),
  ],
);
