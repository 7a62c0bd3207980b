import "server-only";
import { createHash } from "node:crypto";
import { createTransport } from "nodemailer";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { assertAddress, headerText, parseSender } from "./address";
import type { MailJob } from "./mails";
import { writeMail } from "./write-mail";

/** A document that goes with a mail; it is drawn when the mail is sent, and never lies in the queue. */
export type Attachment = { name: string; content: Buffer };

/** Hands one mail to the mail server. Throws when the server does not take it; the job then tries again. */
export async function sendMail(
  job: MailJob,
  now: Date = new Date(),
  attach: (job: MailJob, now: Date) => Promise<Attachment[]> = async () => [],
): Promise<"sent" | "too late"> {
  if (job.deadline && new Date(job.deadline) <= now) {
    log.info({ template: job.template, deadline: job.deadline }, "mail dropped: its link no longer works");
    return "too late";
  }
  assertAddress(job.to.address);
  const sender = parseSender(env().MAIL_FROM);
  const { subject, html, text } = await writeMail(job);
  const attachments = await attach(job, now);
  await transport().sendMail({
    from: sender,
    to: { name: headerText(job.to.name, 80), address: job.to.address },
    envelope: { from: sender.address, to: [job.to.address] },
    subject,
    html,
    text,
    attachments: attachments.map(({ name, content }) => ({ filename: name, content, contentType: "application/pdf" })),
    messageId: messageIdOf(job.effectKey, sender.address),
    headers: { "Auto-Submitted": "auto-generated" },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  log.info({ template: job.template, to: job.to.address }, "mail sent");
  return "sent";
}

/** The same effect has the same id for ever: a mail sent twice around a crash is recognised as one. */
export function messageIdOf(effectKey: string, senderAddress: string): string {
  const domain = senderAddress.slice(senderAddress.lastIndexOf("@") + 1);
  return `<${createHash("sha256").update(effectKey).digest("hex").slice(0, 40)}@${domain}>`;
}

function transport() {
  return createTransport({
    url: env().SMTP_URL,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
  });
}
