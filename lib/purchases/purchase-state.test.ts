import { expect, it } from "vitest";
import type { PurchaseStatus } from "@/db/schema/purchases";
import { isUnsettled, type PurchaseState, purchaseState } from "./purchase-state";

const now = new Date("2026-06-24T12:00:00Z");
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1_000);
const inAnHour = new Date(now.getTime() + 3_600_000);

const bought = (status: PurchaseStatus, more: Partial<Parameters<typeof purchaseState>[0]> = {}) => ({
  status,
  totalMinor: 300n,
  refundedMinor: 0n,
  disputedMinor: 0n,
  expiresAt: inAnHour,
  ...more,
});
const tried = (status: string, more: Partial<Parameters<typeof purchaseState>[1][number]> = {}) => ({
  status,
  createdAt: ago(1_000),
  lookedAt: null,
  lookAskedAt: null,
  ...more,
});

type Case = [told: string, state: PurchaseState, ...rest: Parameters<typeof purchaseState>];
const cases: Case[] = [
  ["somebody came back and the provider has not been asked", "confirming", bought("pending"), [tried("open")], now],
  ["it was asked a moment ago", "confirming", bought("pending"), [tried("open", { lookAskedAt: ago(3) })], now],
  [
    "it has not answered in five minutes",
    "unknown",
    bought("pending"),
    [tried("open", { lookAskedAt: ago(300) })],
    now,
  ],
  [
    "a page was asked for and nobody knows the outcome",
    "confirming",
    bought("pending"),
    [tried("asked", { createdAt: ago(9) })],
    now,
  ],
  ["the same, for five minutes", "unknown", bought("pending"), [tried("asked", { createdAt: ago(301) })], now],
  ["it has just said that nothing is paid", "left", bought("pending"), [tried("open", { lookedAt: ago(2) })], now],
  ["it said so yesterday", "confirming", bought("pending"), [tried("open", { lookedAt: ago(86_400) })], now],
  [
    "it said so, and is being asked again",
    "left",
    bought("pending"),
    [tried("open", { lookedAt: ago(9), lookAskedAt: ago(2) })],
    now,
  ],
  ["no payment was ever begun", "left", bought("pending"), [], now],
  ["the last try was closed", "left", bought("pending"), [tried("closed")], now],
  ["time is over and nothing is open", "expired", bought("pending", { expiresAt: ago(1) }), [tried("closed")], now],
  [
    "time is over, but a page may have been paid in the last moment",
    "confirming",
    bought("pending", { expiresAt: ago(1) }),
    [tried("open", { lookedAt: ago(2) })],
    now,
  ],
  ["a bank debit is on its way", "processing", bought("processing"), [tried("processing")], now],
  ["a bank account waits for the transfer", "awaiting_transfer", bought("awaiting_transfer"), [tried("open")], now],
  ["the bank asks for an approval", "requires_action", bought("requires_action"), [tried("open")], now],
  ["it was declined", "failed", bought("failed"), [tried("failed")], now],
  ["nobody paid in time", "expired", bought("expired"), [tried("closed")], now],
  ["the buyer called it off", "canceled", bought("canceled"), [tried("closed")], now],
  ["another amount came", "review", bought("review"), [tried("paid")], now],
  ["it is paid, whatever other tries say", "paid", bought("paid"), [tried("failed"), tried("paid")], now],
  ["a part went back", "partly_refunded", bought("paid", { refundedMinor: 100n }), [tried("paid")], now],
  [
    "all went back, in parts and by a lost dispute",
    "refunded",
    bought("paid", { refundedMinor: 100n, disputedMinor: 200n }),
    [tried("paid")],
    now,
  ],
  ["the cardholder's bank asks it back", "disputed", bought("paid"), [tried("paid")], now, [{ status: "open" }]],
  ["a dispute was won", "paid", bought("paid"), [tried("paid")], now, [{ status: "won" }]],
];

it.each(cases)("%s: %s", (_told, state, ...given) => {
  expect(purchaseState(...given)).toBe(state);
});

it("is worth watching as long as something may happen by itself", () => {
  const watched = cases.map(([, state]) => state).filter(isUnsettled);
  expect([...new Set(watched)].sort()).toEqual(
    ["awaiting_transfer", "confirming", "left", "processing", "requires_action", "unknown"].sort(),
  );
});
