import { randomBytes } from "node:crypto";
import PostalMime from "postal-mime";
import type { Address, Mail } from "./store";

let last = 0;

export async function readMail(source: Buffer, envelope: Mail["envelope"]): Promise<Mail> {
  const mail = await PostalMime.parse(source);
  // Never twice the same moment: the ids are also the order of the files.
  last = Math.max(Date.now(), last + 1);
  const text = mail.text ?? "";
  const html = mail.html ?? "";
  return {
    id: `${last.toString().padStart(15, "0")}-${randomBytes(4).toString("hex")}`,
    receivedAt: new Date(last).toISOString(),
    envelope,
    from: addresses(mail.from ? [mail.from] : [])[0] ?? { name: "", address: envelope.from },
    to: addresses(mail.to ?? []),
    subject: mail.subject ?? "",
    messageId: mail.messageId ?? "",
    headers: mail.headers.map(({ key, value }) => ({ name: key, value })),
    text,
    html,
    links: linksIn(html, text),
  };
}

function addresses(list: Array<{ name: string; address?: string }>): Address[] {
  return list.map(({ name, address }) => ({ name, address: address ?? "" }));
}

function linksIn(html: string, text: string): string[] {
  const quoted = [...html.matchAll(/\bhref\s*=\s*"([^"]+)"/gi)].map(([, address = ""]) => plain(address));
  const written = [...text.matchAll(/https?:\/\/[^\s<>"]+/g)].map(([address]) => address);
  return [...new Set([...quoted, ...written])].filter((address) => /^https?:/i.test(address));
}

function plain(attribute: string): string {
  return attribute
    .replaceAll("&amp;", "&")
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&#39;", "'");
}
