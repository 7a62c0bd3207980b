import type { WorkspaceId } from "@/lib/context";
import type { ExportJob } from "@/lib/exports/run-export";
import type { MailJob } from "@/lib/mail/mails";

/** Every kind of job and what it is told. The payload lies in the database until the job is done: ids, never secrets. */
export type Tasks = {
  "mail.send": MailJob;
  "outbox.sweep": Record<string, never>;
  "audit.verify": Record<string, never>;
  "books.check": Record<string, never>;
  "books.check_workspace": { workspaceId: WorkspaceId; id: string };
  "books.sweep": Record<string, never>;
  "statement.fold": Record<string, never>;
  "books.ensure_months": Record<string, never>;
  "usage.summarise": { workspaceId?: WorkspaceId };
  "plans.renew": Record<string, never>;
  "payments.work_events": Record<string, never>;
  "payments.reconcile": Record<string, never>;
  "payments.compare": Record<string, never>;
  "payments.look": { workspaceId: WorkspaceId; paymentId: string };
  "cards.look": { workspaceId: WorkspaceId; session: string };
  "purchases.expire": Record<string, never>;
  "records.clean": Record<string, never>;
  "invitations.tell_expired": Record<string, never>;
  "exports.write": ExportJob;
  "exports.expire": Record<string, never>;
};

export type TaskName = keyof Tasks;
