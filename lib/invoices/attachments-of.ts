import "server-only";
import type { Db } from "@/db";
import { defaultLocale, formatLocaleFor, isLocale } from "@/lib/i18n/locales";
import { newId } from "@/lib/ids";
import type { MailJob } from "@/lib/mail/mails";
import type { Attachment } from "@/lib/mail/send";
import { paperFile } from "./paper-file";
import { readPaper } from "./read-paper";

/** The documents a mail says it carries, in the language it is written in. */
export async function attachmentsOf(db: Db, mail: MailJob, now: Date): Promise<Attachment[]> {
  if (mail.template !== "purchase-receipt") return [];
  const { workspaceId, invoiceId } = mail.props;
  const actor = { kind: "system", name: "mail" } as const;
  const paper = await readPaper({ workspaceId, actor, now, db, requestId: newId("req", now.getTime()) }, invoiceId);
  const locale = isLocale(mail.locale) ? mail.locale : defaultLocale;
  return [await paperFile(paper, { locale, formatLocale: formatLocaleFor(locale, paper.snapshot.buyer.country) })];
}
