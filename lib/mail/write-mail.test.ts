import { beforeAll, describe, expect, it, vi } from "vitest";
import type { WorkspaceId } from "@/lib/context";
import { languages } from "@/lib/i18n/locales";
import type { MailJob, MailName, Mails } from "./mails";

vi.mock("@/lib/env", () => ({
  env: () => ({ APP_URL: "https://billing.kianda.example", NEXTAUTH_SECRET: "u7Qm2xVd9KpZr4TnBc8WsLe1HyGf6JaO" }),
}));

let writeMail: typeof import("./write-mail").writeMail;
beforeAll(async () => {
  ({ writeMail } = await import("./write-mail"));
});

const samples: Mails = {
  "sign-in-link": { tokenId: "tok_01", minutes: 15 },
  "sign-up-link": { tokenId: "tok_02", minutes: 1440 },
  "already-a-member": {},
  "password-reset": { tokenId: "tok_03", minutes: 60 },
  "password-changed": { at: "2026-06-24T10:00:00Z" },
  "email-change": { tokenId: "tok_04", minutes: 1440 },
  "email-changed": { at: "2026-06-24T10:00:00Z" },
  invitation: {
    invitationId: "inv_05",
    sendCount: 1,
    workspace: "Kianda Telecom",
    inviter: "Ana Silva",
    role: "finance",
    expiresAt: "2026-07-01T22:30:00Z",
  },
  "invitation-accepted": { workspace: "Kianda Telecom", slug: "kianda", person: "Rui Costa", role: "finance" },
  "role-changed": { workspace: "Kianda Telecom", slug: "kianda", by: "Ana Silva", from: "viewer", to: "admin" },
  "member-removed": { workspace: "Kianda Telecom", by: "Ana Silva" },
  "purchase-receipt": {
    workspace: "Kianda Telecom",
    workspaceId: "ws_01" as WorkspaceId,
    slug: "kianda",
    purchaseId: "pur_01",
    invoiceId: "doc_01",
    number: "PUR-2026-0142",
    invoiceNumber: "SAO/2026/142",
    creditsMicro: "25000500000",
    totalMinor: "20520000",
    currency: "AOA",
  },
  "recurring-failed": {
    workspace: "Kianda Logistics",
    number: "PUR-2026-0042",
    amountMinor: "8664000",
    currency: "AOA",
    slug: "kianda",
    purchaseId: "pur_07",
  },
  "money-back": {
    what: "dispute_lost",
    workspace: "Kianda Telecom",
    slug: "kianda",
    purchaseId: "pur_06",
    number: "PUR-2026-0142",
    creditsMicro: "10000000000",
    amountMinor: "8664000",
    currency: "AOA",
  },
};
const names = Object.keys(samples) as MailName[];

function job(template: MailName, change: Partial<MailJob> = {}): MailJob {
  const letter = {
    template,
    props: samples[template],
    to: { name: "Rui", address: "rui@kianda.example" },
    locale: "en",
    timeZone: "Africa/Luanda",
    effectKey: `${template}:1`,
    ...change,
  };
  return letter as MailJob;
}

describe.each(languages)("in %s", (locale) => {
  it.each(names)("%s reads like this", async (template) => {
    const { subject, text } = await writeMail(job(template, { locale }));
    expect(`${subject}\n\n${text}`).toMatchSnapshot();
  });
});

describe("every mail", () => {
  it.each(names)("%s has a text part that says what the page says, and no unfilled place", async (template) => {
    const { subject, html, text } = await writeMail(job(template));
    for (const part of [subject, html, text]) expect(part).not.toMatch(/undefined|\[object|MISSING|\{\w+\}/);
    const [, link] = /href="([^"]+)"/.exec(html) ?? [];
    if (link) expect(text).toContain(link.replaceAll("&amp;", "&"));
  });

  it("is the same, letter for letter, when it is written again", async () => {
    expect(await writeMail(job("invitation"))).toEqual(await writeMail(job("invitation")));
  });

  it("tells its language and asks for both colour schemes", async () => {
    const { html } = await writeMail(job("sign-in-link", { locale: "pt-BR" }));
    expect(html).toContain('lang="pt-BR"');
    expect(html).toContain('name="color-scheme" content="light dark"');
    expect(html).toContain("prefers-color-scheme:dark");
  });

  it("loads nothing from anywhere", async () => {
    for (const template of names) {
      const { html } = await writeMail(job(template));
      expect(html).not.toMatch(/<(img|link|script|iframe|object|video)\b|@import|url\(/i);
    }
  });

  it("leads to this installation and nowhere else", async () => {
    for (const template of names) {
      const { html } = await writeMail(job(template));
      for (const [, address = ""] of html.matchAll(/href="([^"]+)"/g)) {
        expect(new URL(address).origin).toBe("https://billing.kianda.example");
      }
    }
  });

  it("is written in English for a language nobody knows", async () => {
    expect((await writeMail(job("sign-in-link", { locale: "xx" }))).subject).toBe("Your link to sign in");
  });

  it("tells days and hours in the workspace's zone", async () => {
    expect((await writeMail(job("invitation"))).text).toMatch(/1 Jul 2026, 23:30, Luanda \(UTC\+1\)/);
    expect((await writeMail(job("invitation", { timeZone: "Asia/Jakarta" }))).text).toMatch(
      /2 Jul 2026, 05:30, Jakarta \(UTC\+7\)/,
    );
  });

  it("names the notification it repeats", async () => {
    expect((await writeMail(job("role-changed", { reference: "ntf_7" }))).text).toContain("Reference ntf_7");
  });
});

describe("a hostile name", () => {
  const hostile = '<img src=x onerror=alert(1)>"\'&</title><a href="https://evil.example">{count}';
  const invitation = (workspace: string) =>
    job("invitation", { props: { ...samples.invitation, workspace } } as Partial<MailJob>);

  it("is text in the mail, never markup", async () => {
    const { html } = await writeMail(invitation(hostile));
    expect(html).not.toContain("<img");
    expect(html).not.toContain('<a href="https://evil.example"');
    expect(html).toContain("&lt;img src=x onerror=alert(1)&gt;");
  });

  it("is shown as it is in the text part", async () => {
    expect((await writeMail(invitation(hostile))).text).toContain(hostile);
  });

  it("adds no line to the headers and turns no direction around", async () => {
    const { subject } = await writeMail(invitation("Kianda\r\nBcc: all@kianda.example\u202egpj.exe"));
    expect(subject).toBe("Ana Silva invites you to Kianda Bcc: all@kianda.example gpj.exe");
  });

  it("does not make a subject without end", async () => {
    expect([...(await writeMail(invitation("K".repeat(5_000)))).subject]).toHaveLength(200);
  });
});
