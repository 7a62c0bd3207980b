import { describe, expect, test } from "vitest";
import { refusalOf, settle } from "./edge.mjs";

type Sent = { method?: string; url?: string; headers?: Record<string, string> };

const here = { host: "localhost:3000", origin: "http://localhost:3000" };
const form = { ...here, "content-type": "multipart/form-data; boundary=x" };

function statusOf({ method = "GET", url = "/w/kianda/overview", headers = here }: Sent): number {
  const request = { method, url, headers: { ...headers }, socket: { remoteAddress: "127.0.0.1" } };
  settle(request);
  return refusalOf(request)?.status ?? 200;
}

describe("an address", () => {
  test.each(["/w/%E0%A4%A/overview", "/%", "/v1/%ZZ", "/%C3%28?next=/"])(
    "that cannot be decoded is refused: %s",
    (url) => {
      expect(statusOf({ url })).toBe(400);
    },
  );

  test.each(["/w/caf%C3%A9/overview", "/sign-in?next=%E0%A4%A", "*"])("that can be decoded goes on: %s", (url) => {
    expect(statusOf({ url })).toBe(200);
  });
});

describe("a method", () => {
  test.each(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])("of ours goes on: %s", (method) => {
    expect(statusOf({ method })).toBe(200);
  });

  test.each(["TRACE", "PROPFIND", "PURGE", "get"])("of nobody's is refused: %s", (method) => {
    expect(statusOf({ method })).toBe(405);
  });
});

describe("a form", () => {
  const strangers = ["https://evil.example", "null", "", "http://localhost:3001", "https://localhost:3000"];
  const kinds: Record<string, string>[] = [
    { "content-type": "multipart/form-data; boundary=x" },
    { "content-type": "Application/X-WWW-Form-Urlencoded" },
    { "content-type": "text/plain", "next-action": "a" },
  ];

  test.each(strangers)("sent from %j is refused, whatever its type and whatever a header claims", (origin) => {
    for (const kind of kinds) {
      expect(statusOf({ method: "POST", headers: { ...here, ...kind, origin } })).toBe(403);
      const claimed = { ...here, ...kind, origin, "x-forwarded-host": "evil.example" };
      expect(statusOf({ method: "POST", headers: claimed })).toBe(403);
    }
  });

  test("sent from here goes on, under either name of this machine", () => {
    expect(statusOf({ method: "POST", headers: form })).toBe(200);
    const byNumber = { ...form, host: "127.0.0.1:3000", origin: "http://127.0.0.1:3000" };
    expect(statusOf({ method: "POST", headers: byNumber })).toBe(200);
  });

  test("without an origin goes on: the action itself refuses it in the person's language", () => {
    const { origin: _origin, ...rest } = form;
    expect(statusOf({ method: "POST", headers: rest })).toBe(200);
  });

  test("for programs is left to the checks of their own routes", () => {
    const headers = { ...form, origin: "https://shop.example" };
    for (const url of ["/v1/credits", "/v1", "/webhooks/provider", "/api/auth/callback/credentials"]) {
      expect(statusOf({ method: "POST", url, headers }), url).toBe(200);
    }
    expect(statusOf({ method: "POST", url: "/v1x", headers })).toBe(403);
  });

  test("of the sandbox, whose pages keep their origin to themselves, is left to its token", () => {
    const headers = { ...form, origin: "null" };
    expect(statusOf({ method: "POST", url: "/sandbox/c/pay/cs_test_1", headers })).toBe(200);
    for (const url of ["/sandbox", "/sandbox/", "/sandboxes/c/1"])
      expect(statusOf({ method: "POST", url, headers }), url).toBe(403);
  });

  test("is told from other bodies, which no form of another site can send", () => {
    const headers = { ...here, origin: "https://evil.example", "content-type": "application/json" };
    expect(statusOf({ method: "POST", headers })).toBe(200);
  });
});

test("the API is told its query as it was sent, and by nobody else", () => {
  const settled = (url: string) => {
    const headers: Record<string, string> = { ...here, "x-saldo-path": "/v1/credits?forged=1" };
    settle({ method: "GET", url, headers, socket: { remoteAddress: "127.0.0.1" } });
    return headers["x-saldo-path"];
  };
  expect(settled("/v1/usage?__proto__=1")).toBe("/v1/usage?__proto__=1");
  expect(settled("/w/kianda/overview")).toBeUndefined();
});
