import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { type Inbox, startInbox } from "@/sandbox/inbox/start";
import type { MailJob } from "./mails";

const settings = vi.hoisted(() => ({
  APP_URL: "https://billing.kianda.example",
  NEXTAUTH_SECRET: "u7Qm2xVd9KpZr4TnBc8WsLe1HyGf6JaO",
  MAIL_FROM: "Saldo <no-reply@saldo.example>",
  SMTP_URL: "",
}));
vi.mock("@/lib/env", () => ({ env: () => settings }));

const { sendMail, messageIdOf } = await import("./send");

let folder: string;
let inbox: Inbox;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "saldo-send-"));
  inbox = await startInbox({ folder });
  settings.SMTP_URL = inbox.smtp;
});
afterAll(async () => {
  await inbox.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => fetch(`${inbox.url}/messages`, { method: "DELETE" }).then(() => undefined));

const letter = (change: Partial<MailJob> = {}): MailJob =>
  ({
    template: "member-removed",
    props: { workspace: "Kianda", by: "Ana" },
    to: { name: "Rui", address: "rui@kianda.example" },
    locale: "en",
    effectKey: "member_removed:ws_1:usr_1",
    ...change,
  }) as MailJob;

async function received() {
  const list: Array<{ id: string }> = await (await fetch(`${inbox.url}/messages`)).json();
  return Promise.all(list.map(async ({ id }) => (await fetch(`${inbox.url}/messages/${id}`)).json()));
}

it("a mail arrives with both parts, from the sender of the settings, to one person", async () => {
  await sendMail(letter());
  const [mail] = await received();
  expect(mail).toMatchObject({
    subject: "You no longer belong to Kianda",
    from: { name: "Saldo", address: "no-reply@saldo.example" },
    to: [{ name: "Rui", address: "rui@kianda.example" }],
    envelope: { to: ["rui@kianda.example"] },
  });
  expect(mail.text).toContain("Ana removed you from Kianda");
  expect(mail.html).toContain("Ana removed you from Kianda");
});

it("a mail sent again is recognised by its id, and another effect has another id", async () => {
  await sendMail(letter());
  await sendMail(letter());
  const [first, second] = await received();
  expect(first.messageId).toBe(second.messageId);
  expect(first.messageId).toBe(messageIdOf("member_removed:ws_1:usr_1", "no-reply@saldo.example"));
  expect(messageIdOf("member_removed:ws_1:usr_2", "a@saldo.example")).not.toBe(
    messageIdOf("member_removed:ws_1:usr_1", "a@saldo.example"),
  );
});

it("a name that tries to be more than a name reaches one mailbox and adds no header", async () => {
  const name = 'Rui" <x@evil.example>, "B\r\nBcc: all@evil.example\r\nX-Evil: 1';
  const props = { workspace: "K\r\nBcc: b@evil.example", by: "Ana\r\nX-Evil: 1" };
  await sendMail(letter({ to: { name, address: "rui@kianda.example" }, props } as Partial<MailJob>));
  const [mail] = await received();
  expect(mail.envelope.to).toEqual(["rui@kianda.example"]);
  expect(mail.to).toHaveLength(1);
  expect(mail.to[0].address).toBe("rui@kianda.example");
  const headers = mail.headers.map((header: { name: string }) => header.name);
  expect(headers).not.toContain("bcc");
  expect(headers).not.toContain("x-evil");
});

it("an address that could be read as two is refused before anything is sent", async () => {
  const to = { name: "", address: "rui@kianda.example,all@evil.example" };
  await expect(sendMail(letter({ to }))).rejects.toThrow(/exactly one/);
  expect(await received()).toEqual([]);
});

it("a mail whose link no longer works is not sent", async () => {
  const deadline = "2026-06-24T10:00:00Z";
  expect(await sendMail(letter({ deadline }), new Date("2026-06-24T10:00:00Z"))).toBe("too late");
  expect(await received()).toEqual([]);
  expect(await sendMail(letter({ deadline }), new Date("2026-06-24T09:59:59Z"))).toBe("sent");
});

it("a server that refuses makes the job fail, so that it is tried again", async () => {
  const fault = (mode: string | null) =>
    fetch(`${inbox.url}/faults`, { method: "PUT", body: JSON.stringify({ mode }) });
  await fault("reject");
  await expect(sendMail(letter())).rejects.toThrow();
  await fault(null);
});
