import "server-only";
import { z } from "zod";
import { env } from "@/lib/env";

const address = z.object({ name: z.string(), address: z.string() });

const summary = z.object({
  id: z.string(),
  receivedAt: z.iso.datetime().transform((text) => new Date(text)),
  from: address,
  to: z.array(address),
  subject: z.string(),
});

const mail = summary.extend({
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
  text: z.string(),
  html: z.string(),
  links: z.array(z.string()),
});

export type MailSummary = z.infer<typeof summary>;
export type CaughtMail = z.infer<typeof mail>;

const patienceMs = 3_000;

/** The stand-in for a mail server runs on the embedded run only. */
export function hasInbox(): boolean {
  return env().INBOX_URL !== undefined;
}

/** "away" when the stand-in does not answer. */
export async function listMails(to?: string): Promise<MailSummary[] | "away"> {
  const response = await ask(`/messages${to ? `?${new URLSearchParams({ to })}` : ""}`);
  return response?.ok ? z.array(summary).parse(await response.json()) : "away";
}

export async function findMail(id: string): Promise<CaughtMail | null> {
  if (!/^[\w-]{1,64}$/.test(id)) return null;
  const response = await ask(`/messages/${id}`);
  return response?.ok ? mail.parse(await response.json()) : null;
}

async function ask(path: string): Promise<Response | null> {
  try {
    return await fetch(new URL(path, env().INBOX_URL), { cache: "no-store", signal: AbortSignal.timeout(patienceMs) });
  } catch {
    // Nobody listens, or not in time: the page says so.
    return null;
  }
}
