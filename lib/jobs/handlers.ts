import "server-only";
import { systemDatabase } from "@/db";
import { watchAudit } from "@/lib/audit/watch-audit";
import { sendMail } from "@/lib/mail/send";
import { tellExpiredInvitations } from "@/lib/team/tell-expired";
import { cleanRecords } from "./clean-records";
import { drainOutbox } from "./drain-outbox";
import type { TaskName, Tasks } from "./tasks";

export type Handlers = { [Name in TaskName]: (payload: Tasks[Name]) => Promise<unknown> };

/** A job may run twice: the worker can die between the effect and the record of it. Each handler bears that. */
export const handlers: Handlers = {
  "mail.send": (mail) => sendMail(mail),
  "outbox.sweep": () => drainOutbox(),
  "audit.verify": () => watchAudit(systemDatabase(), new Date()),
  "records.clean": () => cleanRecords(),
  "invitations.tell_expired": () => tellExpiredInvitations(systemDatabase(), new Date()),
};
