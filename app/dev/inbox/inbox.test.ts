import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTransport } from "nodemailer";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type Inbox, startInbox } from "@/sandbox/inbox/start";

const settings = vi.hoisted((): { INBOX_URL?: string } => ({}));
vi.mock("@/lib/env", () => ({ env: () => settings }));
const { findMail, hasInbox, listMails } = await import("@/lib/inbox/data");
const { GET } = await import("./[id]/html/route");

let folder: string;
let inbox: Inbox;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "saldo-inbox-"));
  inbox = await startInbox({ folder });
  await createTransport({ url: inbox.smtp }).sendMail({
    from: "no-reply@saldo.example",
    to: { name: "Rui", address: "rui@kianda.example" },
    subject: "Olá",
    html: "<script>alert(1)</script><p>Olá</p>",
    text: "Olá",
  });
});
afterAll(async () => {
  await inbox.close();
  await rm(folder, { recursive: true });
});

const page = (id: string) => GET(new Request("http://localhost"), { params: Promise.resolve({ id }) });

it("shows what the stand-in caught, and who it was for", async () => {
  settings.INBOX_URL = inbox.url;
  const mails = await listMails("rui@kianda.example");
  expect(mails).toMatchObject([{ subject: "Olá", to: [{ address: "rui@kianda.example" }] }]);
  expect(await listMails("nobody@kianda.example")).toEqual([]);
});

it("shows a mail alone with nothing it could run, load or submit", async () => {
  settings.INBOX_URL = inbox.url;
  const [mail] = (await listMails()) as Array<{ id: string }>;
  const response = await page(mail?.id ?? "");
  expect(await response.text()).toContain("<p>Olá</p>");
  expect(response.headers.get("content-security-policy")).toMatch(/default-src 'none'.*sandbox/);
});

it("does not exist without a stand-in, and asks it for nothing but ids", async () => {
  settings.INBOX_URL = inbox.url;
  for (const id of ["../healthz", "", "a/b", "none"]) expect((await page(id)).status).toBe(404);
  expect(await findMail("../faults")).toBeNull();
  delete settings.INBOX_URL;
  expect(hasInbox()).toBe(false);
  expect((await page("any")).status).toBe(404);
});

it("says so when the stand-in is away", async () => {
  settings.INBOX_URL = "http://127.0.0.1:9";
  expect(await listMails()).toBe("away");
});
