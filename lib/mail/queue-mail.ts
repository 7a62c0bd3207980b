import "server-only";
import type { Db } from "@/db";
import { enqueue } from "@/lib/jobs/enqueue";
import { assertAddress } from "./address";
import type { MailJob } from "./mails";

/** Tries for about a day: a mail server that is down in the morning is up in the evening. */
const attempts = 12;

/** Leaves a mail in the caller's transaction; the worker writes and sends it after the commit. */
export async function queueMail(tx: Db, mail: MailJob): Promise<void> {
  assertAddress(mail.to.address);
  await enqueue(tx, "mail.send", mail, { key: `mail:${mail.effectKey}`, maxAttempts: attempts });
}
