import "server-only";
import type { Context } from "@/lib/context";
import { type BalanceLow, tellBalanceLow } from "@/lib/notifications/balance-low";
import { type FanOut, fanOut } from "@/lib/notifications/fan-out";
import { type MoneyBack, tellMoneyBack } from "@/lib/purchases/tell-money-back";
import { type Outcome, tellPurchaseOutcome } from "@/lib/purchases/tell-outcome";
import { tellPurchasePaid } from "@/lib/purchases/tell-paid";
import { type RecurringFailed, tellRecurringFailed } from "@/lib/recurring/tell-failed";

/** What an effect left in the outbox may be, and what it says. */
export type Topics = {
  "notification.fan_out": FanOut;
  /** Left by the books themselves, when a debit takes the balance below its mark. */
  "balance.low": BalanceLow;
  "purchase.paid": { purchaseId: string };
  "purchase.outcome": Outcome;
  "purchase.money_back": MoneyBack;
  "recurring.failed": RecurringFailed;
};

export type Topic = keyof Topics;

type TopicHandlers = { [Name in Topic]: (ctx: Context, payload: Topics[Name], effectKey: string) => Promise<void> };

/** Each works in the transaction that marks its row as done: both happen, or neither. */
export const topicHandlers: TopicHandlers = {
  "notification.fan_out": (ctx, news) => fanOut(ctx, news),
  "balance.low": tellBalanceLow,
  "purchase.paid": tellPurchasePaid,
  "purchase.outcome": tellPurchaseOutcome,
  "purchase.money_back": tellMoneyBack,
  "recurring.failed": tellRecurringFailed,
};
