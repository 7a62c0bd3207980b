import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { GET, POST } from "./[...path]/route";

const settings = vi.hoisted((): { STRIPE_API_URL?: string } => ({}));
vi.mock("@/lib/env", () => ({ env: () => settings }));

let server: Server;
let seen: { method?: string; url?: string; headers: IncomingMessage["headers"]; body: string }[] = [];

beforeEach(async () => {
  seen = [];
  server = createServer(async (request, response) => {
    let body = "";
    for await (const piece of request.setEncoding("utf8")) body += piece;
    seen.push({ method: request.method, url: request.url, headers: request.headers, body });
    response.writeHead(request.method === "POST" ? 303 : 200, {
      "content-type": "text/html",
      "content-security-policy": "default-src 'none'",
      "set-cookie": "theirs=1",
      ...(request.method === "POST" && { location: "https://shop.example/done" }),
    });
    response.end("<p>page</p>");
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  settings.STRIPE_API_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  delete settings.STRIPE_API_URL;
  server.closeAllConnections();
  server.close();
});

const ours = (path: string, init?: RequestInit) => new Request(`http://localhost:3000${path}`, init);

it("shows the pages a buyer needs, with their own policy and without anybody's cookies", async () => {
  const answer = await GET(
    ours("/sandbox/c/pay/cs_test_1?a=b", { headers: { cookie: "session=1", accept: "text/html" } }),
  );
  expect([answer.status, await answer.text()]).toEqual([200, "<p>page</p>"]);
  expect(answer.headers.get("content-security-policy")).toBe("default-src 'none'");
  expect(answer.headers.get("set-cookie")).toBeNull();
  expect(seen[0]).toMatchObject({ method: "GET", url: "/c/pay/cs_test_1?a=b", headers: { accept: "text/html" } });
  expect(seen[0]?.headers.cookie).toBeUndefined();
});

it("hands on a form and leads where the page leads", async () => {
  const body = new URLSearchParams({ token: "t", answer: "approve" });
  const answer = await POST(ours("/sandbox/3ds/pi_1", { method: "POST", body }));
  expect([answer.status, answer.headers.get("location")]).toEqual([303, "https://shop.example/done"]);
  expect(seen[0]).toMatchObject({ method: "POST", url: "/3ds/pi_1", body: "token=t&answer=approve" });
});

it.each([
  "/sandbox/v1/customers",
  "/sandbox/_sandbox",
  "/sandbox/_sandbox/clock",
  "/sandbox/healthz",
  "/sandbox/c",
  "/sandbox/cx/1",
  "/sandbox//v1/customers",
  "/sandbox/c/%2e%2e/v1/customers",
  "/sandbox/c/..\\..\\v1/customers",
])("shows nothing else of the sandbox: %s", async (path) => {
  for (const method of [GET, POST]) expect((await method(ours(path))).status).toBe(404);
  expect(seen).toEqual([]);
});

it("is nowhere when Stripe itself is used, and says so calmly when the sandbox is away", async () => {
  settings.STRIPE_API_URL = "http://127.0.0.1:9";
  expect((await GET(ours("/sandbox/c/pay/cs_test_1"))).status).toBe(503);
  delete settings.STRIPE_API_URL;
  expect((await GET(ours("/sandbox/c/pay/cs_test_1"))).status).toBe(404);
});
