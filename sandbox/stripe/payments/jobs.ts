import { failInvoiceOf } from "../billing/invoices";
import type { JobHandlers } from "../jobs";
import { closeDispute, escalateInquiry } from "./disputes";
import { answerDebit } from "./intents";
import { completeRefund, failRefund } from "./refunds";

/** What banks answer in their own time. */
export const paymentJobs: JobHandlers = {
  "debit.answer": async ({ subject }, unit) => {
    const intent = await answerDebit(unit, subject);
    if (intent) await failInvoiceOf(unit, intent);
  },
  "dispute.win": async ({ subject }, unit) => closeDispute(unit, await unit.get("dispute", subject), true),
  "dispute.lose": async ({ subject }, unit) => closeDispute(unit, await unit.get("dispute", subject), false),
  "dispute.escalate": async ({ subject }, unit) => escalateInquiry(unit, await unit.get("dispute", subject)),
  "refund.succeed": async ({ subject }, unit) => completeRefund(unit, await unit.get("refund", subject)),
  "refund.fail": async ({ subject }, unit) => failRefund(unit, await unit.get("refund", subject)),
};
