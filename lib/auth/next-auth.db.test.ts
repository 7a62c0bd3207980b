import NextAuth from "next-auth";
import { afterAll, describe, expect, it } from "vitest";
import { closeConnections } from "@/db";
import { nextAuthOptions, pathOf } from "./next-auth-options";
import { revokeSession } from "./revoke-session";
import { unsealSession } from "./session-token";
import { asPerson, openSessionsOf, password, personWith, phone } from "./testing";

afterAll(() => closeConnections());

type Answer = { status: number; location: string; body: unknown };

/** A program with a jar of cookies, talking to the library. */
function program() {
  const jar: Record<string, string> = {};

  async function call(method: string, path: string, body: Record<string, unknown> = {}): Promise<Answer> {
    const answer: Answer = { status: 200, location: "", body: undefined };
    const headers: Record<string, unknown> = {};
    const keep = (given: unknown) => {
      answer.body = given;
    };
    const response = {
      getHeader: (name: string) => headers[name],
      setHeader: (name: string, value: unknown) => {
        headers[name] = value;
      },
      status(code: number) {
        answer.status = code;
        return response;
      },
      end: () => undefined,
      json: keep,
      send: keep,
    };
    const request = { method, body, headers: {}, cookies: { ...jar }, query: { nextauth: path.split("/") } };
    await NextAuth(nextAuthOptions({ ...phone, requestId: "req_test" }))(request, response);
    for (const cookie of [headers["Set-Cookie"] ?? []].flat()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(String(cookie)) ?? [];
      jar[name] = decodeURIComponent(value);
    }
    answer.location = String(headers.Location ?? "");
    return answer;
  }

  async function post(path: string, body: Record<string, unknown> = {}): Promise<Answer> {
    const { body: csrf } = await call("GET", "csrf");
    return call("POST", path, { ...body, ...Object(csrf) });
  }

  return {
    jar,
    call,
    post,
    signIn: (body: Record<string, unknown>) => post("callback/credentials", body),
    session: async () => (await call("GET", "session")).body,
    cookie: () => jar["next-auth.session-token"],
  };
}

describe("a program that signs in over HTTP", () => {
  it("gets a session of ours, and is told who it is", async () => {
    const ana = await personWith();
    const client = program();
    const answer = await client.signIn({ email: ana.email, password, callbackUrl: "/w/kianda/overview" });
    expect(answer.location).toBe("http://localhost:3000/w/kianda/overview");
    const [row] = await openSessionsOf(ana.id);
    expect(await unsealSession(client.cookie())).toBe(row?.id);
    expect(await client.session()).toMatchObject({ user: { id: ana.id, email: ana.email } });
  });

  it("is nobody from the moment the session is revoked", async () => {
    const ana = await personWith();
    const client = program();
    await client.signIn({ email: ana.email, password });
    const [row] = await openSessionsOf(ana.id);
    await revokeSession(asPerson(ana.id), { sessionId: row?.id ?? "" });
    expect(await client.session()).toEqual({});
  });

  it("ends its session in the database when it signs out", async () => {
    const ana = await personWith();
    const client = program();
    await client.signIn({ email: ana.email, password });
    const kept = client.cookie();
    await client.post("signout");
    expect(await openSessionsOf(ana.id)).toEqual([]);
    client.jar["next-auth.session-token"] = kept ?? "";
    expect(await client.session()).toEqual({});
  });

  it("cannot make itself somebody else by updating its session", async () => {
    const [ana, rui] = [await personWith(), await personWith()];
    const client = program();
    await client.signIn({ email: ana.email, password });
    await client.post("session", { data: { sub: rui.id, sid: "ses_other", user: { id: rui.id }, name: "Rui" } });
    expect(await client.session()).toMatchObject({ user: { id: ana.id, email: ana.email } });
  });

  it.each([
    { email: "nobody@kianda.example", password },
    { email: "not an address", password },
    { email: { $ne: null }, password: ["x"] },
    { password },
    {},
  ])("is refused for %j", async (given) => {
    const client = program();
    const answer = await client.signIn(given);
    expect(answer.location).toContain("error=CredentialsSignin");
    expect(client.cookie()).toBeUndefined();
  });

  it("is refused without the token against forged forms", async () => {
    const ana = await personWith();
    const client = program();
    await client.call("POST", "callback/credentials", { email: ana.email, password, csrfToken: "forged" });
    expect(client.cookie()).toBeUndefined();
    expect(await openSessionsOf(ana.id)).toEqual([]);
  });

  it.each([
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "javascript:alert(1)",
    "http://localhost:3000.evil.example/",
  ])("is never sent to %s", async (callbackUrl) => {
    const ana = await personWith();
    const answer = await program().signIn({ email: ana.email, password, callbackUrl });
    expect(answer.location).toBe("http://localhost:3000/");
  });
});

describe("the way back", () => {
  it("may be written in full when it is ours", () => {
    expect(pathOf("http://localhost:3000/w/kianda/usage?q=1", "http://localhost:3000")).toBe("/w/kianda/usage?q=1");
    expect(pathOf("http://localhost:3001/w/kianda", "http://localhost:3000")).toBeNull();
    expect(pathOf("http://user@localhost:3000//evil.example", "http://localhost:3000")).toBeNull();
  });
});
