import "server-only";
import { systemDatabase } from "@/db";
import { watchAudit } from "@/lib/audit/watch-audit";
import { lookAtKept } from "@/lib/cards/note-consent";
import { expireExports } from "@/lib/exports/expire-exports";
import { runExport } from "@/lib/exports/run-export";
import { attachmentsOf } from "@/lib/invoices/attachments-of";
import { ensureMonths, sweepLots } from "@/lib/ledger/sweep-lots";
import { sendMail } from "@/lib/mail/send";
import { sweepHolds } from "@/lib/metering/close-hold";
import { lookNow } from "@/lib/payments/look-at-payment";
import { lookAtOpenReturns } from "@/lib/payments/look-at-returns";
import { fetchMissedEvents, lookAtOpenPayments } from "@/lib/payments/reconcile-payments";
import { workEvents } from "@/lib/payments/work-events";
import { renewDuePlans } from "@/lib/plans/renew-plan";
import { expirePurchases } from "@/lib/purchases/expire-purchases";
import { checkAllBooks } from "@/lib/reconciliation/check-all-books";
import { checkWorkspace } from "@/lib/reconciliation/check-workspace";
import { reconcileNightly } from "@/lib/reconciliation/reconcile";
import { lookAtAllRecurring } from "@/lib/recurring/look-at-recurring";
import { summariseAll, summariseUsage } from "@/lib/retention/summarise-usage";
import { foldPosted } from "@/lib/statement/fold-posted";
import { tellExpiredInvitations } from "@/lib/team/tell-expired";
import { cleanRecords } from "./clean-records";
import { drainOutbox } from "./drain-outbox";
import type { TaskName, Tasks } from "./tasks";

export type Handlers = { [Name in TaskName]: (payload: Tasks[Name]) => Promise<unknown> };

/** A job may run twice: the worker can die between the effect and the record of it. Each handler bears that. */
export const handlers: Handlers = {
  "mail.send": (mail) => sendMail(mail, new Date(), (job, now) => attachmentsOf(systemDatabase(), job, now)),
  "outbox.sweep": () => drainOutbox(),
  "audit.verify": () => watchAudit(systemDatabase(), new Date()),
  "books.check": () => checkAllBooks(systemDatabase(), new Date()),
  "books.check_workspace": (asked) => checkWorkspace(systemDatabase(), asked, new Date()),
  "books.sweep": async () => {
    await sweepHolds(systemDatabase(), new Date());
    await sweepLots(systemDatabase(), new Date());
  },
  "statement.fold": () => foldPosted(systemDatabase()),
  "books.ensure_months": () => ensureMonths(systemDatabase(), new Date()),
  "usage.summarise": ({ workspaceId }) =>
    workspaceId ? summariseUsage(systemDatabase(), workspaceId) : summariseAll(systemDatabase()),
  "plans.renew": () => renewDuePlans(systemDatabase(), new Date()),
  "payments.work_events": () => workEvents(systemDatabase(), () => new Date()),
  "payments.reconcile": async () => {
    await fetchMissedEvents(systemDatabase(), new Date());
    await lookAtOpenPayments(systemDatabase(), new Date());
    await lookAtAllRecurring(systemDatabase(), new Date());
    await lookAtOpenReturns(systemDatabase(), new Date());
    await workEvents(systemDatabase(), () => new Date());
  },
  "payments.compare": () => reconcileNightly(systemDatabase(), new Date()),
  "payments.look": (asked) => lookNow(systemDatabase(), asked, new Date()),
  "cards.look": (asked) => lookAtKept(systemDatabase(), asked, new Date()),
  "purchases.expire": () => expirePurchases(systemDatabase(), new Date()),
  "records.clean": () => cleanRecords(),
  "exports.write": (job) => runExport(systemDatabase(), job, () => new Date()),
  "exports.expire": () => expireExports(systemDatabase(), new Date()),
  "invitations.tell_expired": () => tellExpiredInvitations(systemDatabase(), new Date()),
};
