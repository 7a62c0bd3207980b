import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTransport } from "nodemailer";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Inbox, startInbox } from "./start";

let folder: string;
let inbox: Inbox;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "saldo-inbox-"));
  inbox = await startInbox({ folder });
});
afterEach(async () => {
  await inbox.close();
  await rm(folder, { recursive: true, force: true });
});

function send(mail: { to?: string; subject?: string; text?: string; html?: string } = {}) {
  const { hostname, port } = new URL(inbox.smtp);
  return createTransport({ host: hostname, port: Number(port), secure: false, ignoreTLS: true }).sendMail({
    from: { name: "Saldo", address: "no-reply@saldo.example" },
    to: { name: "", address: mail.to ?? "ana@kianda.example" },
    subject: mail.subject ?? "Olá, é a Kianda",
    text: mail.text ?? "Entre aqui: http://localhost:3000/sign-in/link?token=a.b&next=%2F",
    html: mail.html ?? '<a href="http://localhost:3000/sign-in/link?token=a.b&amp;next=%2F">Entrar</a>',
  });
}

async function get(path: string) {
  const response = await fetch(inbox.url + path);
  return { status: response.status, headers: response.headers, body: await response.text() };
}
const list = async (query = "") => JSON.parse((await get(`/messages${query}`)).body);

describe("the inbox", () => {
  it("keeps a mail as it was sent: headers, both parts, the links in it", async () => {
    await send();
    const [first] = await list();
    const mail = JSON.parse((await get(`/messages/${first.id}`)).body);
    expect(mail).toMatchObject({
      subject: "Olá, é a Kianda",
      from: { name: "Saldo", address: "no-reply@saldo.example" },
      envelope: { from: "no-reply@saldo.example", to: ["ana@kianda.example"] },
      links: ["http://localhost:3000/sign-in/link?token=a.b&next=%2F"],
    });
    expect(mail.text).toContain("Entre aqui");
    expect(mail.headers.map((header: { name: string }) => header.name)).toContain("message-id");
  });

  it("lists newest first, by recipient, subject, and after what was seen", async () => {
    for (const [to, subject] of [
      ["ana@x.example", "one"],
      ["rui@x.example", "two"],
      ["ana@x.example", "three"],
    ]) {
      await send({ to, subject });
    }
    const subjects = async (query: string) => (await list(query)).map((mail: { subject: string }) => mail.subject);
    expect(await subjects("")).toEqual(["three", "two", "one"]);
    expect(await subjects("?to=ANA@x.example")).toEqual(["three", "one"]);
    expect(await subjects("?subject=TW")).toEqual(["two"]);
    const [, two] = await list();
    expect(await subjects(`?after=${two.id}`)).toEqual(["three"]);
    expect(await subjects(`?after=${two.receivedAt}`)).toEqual(["three"]);
  });

  it("lets a test wait for a mail that has not come yet", async () => {
    const waiting = get("/messages/wait?to=rui@x.example&subject=reset&timeout=5");
    await send({ to: "ana@x.example", subject: "reset" });
    await send({ to: "rui@x.example", subject: "other" });
    await send({ to: "rui@x.example", subject: "Password reset" });
    const { status, body } = await waiting;
    expect(status).toBe(200);
    expect(JSON.parse(body).subject).toBe("Password reset");
    expect((await get("/messages/wait?to=nobody@x.example&timeout=0")).status).toBe(404);
  });

  it("loses nothing in a restart", async () => {
    await send({ subject: "before" });
    await inbox.close();
    inbox = await startInbox({ folder });
    await send({ subject: "after" });
    expect((await list()).map((mail: { subject: string }) => mail.subject)).toEqual(["after", "before"]);
  });

  it("forgets everything when told to, files included", async () => {
    await send();
    await fetch(`${inbox.url}/messages`, { method: "DELETE" });
    expect(await list()).toEqual([]);
    expect(await readdir(folder)).toEqual([]);
  });

  it("shows a mail as a page that can run, load and submit nothing", async () => {
    await send({ html: "<script>alert(1)</script><b>hi</b>" });
    const [{ id }] = await list();
    const { headers, body } = await get(`/messages/${id}/html`);
    expect(body).toContain("<b>hi</b>");
    expect(headers.get("content-security-policy")).toMatch(/default-src 'none'.*sandbox/);
  });

  it("refuses mails for a while when asked to, with an answer that means try again", async () => {
    const fault = (mode: string | null) =>
      fetch(`${inbox.url}/faults`, { method: "PUT", body: JSON.stringify({ mode }) });
    await fault("reject");
    await expect(send()).rejects.toMatchObject({ responseCode: 451 });
    expect(await list()).toEqual([]);
    await fault(null);
    await send();
    expect(await list()).toHaveLength(1);
    expect((await fault("explode")).status).toBe(400);
  });

  it("listens on this machine only", async () => {
    await expect(startInbox({ folder, host: "0.0.0.0" })).rejects.toThrow(/this machine only/);
  });

  it("does not answer a page that points its own name at this machine", async () => {
    const { request } = await import("node:http");
    const status = await new Promise((resolve) => {
      request(`${inbox.url}/messages`, { headers: { host: "evil.example" } }, (r) =>
        resolve(r.resume().statusCode),
      ).end();
    });
    expect(status).toBe(403);
  });

  it("answers 404 for what it does not have", async () => {
    for (const path of ["/", "/messages/none", "/messages/none/html", "/../etc/passwd"])
      expect((await get(path)).status).toBe(404);
    expect((await get("/healthz")).status).toBe(200);
  });
});
