import { type APIRequestContext, type Page, request } from "@playwright/test";
import { pages } from "@/app/_gate/access";
import { may, type Permission, roles } from "@/lib/gate/permissions";
import { cookiesOf, demo, expect, test, type Who } from "./fixtures";

const workspacePages = Object.entries(pages).filter(
  ([page]) => page.startsWith("/w/[workspace]/") && !page.includes("[..."),
) as [string, Permission][];
const addressOf = (page: string, slug = "kianda") => page.replace("[workspace]", slug);

test.describe("every page of a workspace", () => {
  for (const role of roles) {
    test(`answers ${role} as the role matrix says`, async ({ context, signInAs }) => {
      await signInAs(role);
      for (const [page, permission] of workspacePages) {
        const answer = await context.request.get(addressOf(page));
        // An id that nothing has: who may look finds nothing, who may not is refused before anything is looked for.
        const found = page.includes("[id]") ? 404 : 200;
        expect(answer.status(), `${page} for ${role}`).toBe(may(role, permission) ? found : 403);
      }
    });
  }

  test("leads a stranger to sign-in and tells nothing", async ({ context }) => {
    for (const [page] of workspacePages) {
      const answer = await context.request.get(addressOf(page), {
        maxRedirects: 0,
        headers: { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy", "x-saldo-path": "/elsewhere" },
      });
      expect(answer.status(), page).toBe(307);
      expect(answer.headers().location).toBe(`/sign-in?next=${encodeURIComponent(addressOf(page))}`);
    }
  });

  test("does not exist for somebody who is not a member, like one that never was", async ({ context, signInAs }) => {
    await signInAs("operator");
    for (const [page] of workspacePages) {
      for (const slug of ["kianda", "never-was"]) {
        expect((await context.request.get(addressOf(page, slug))).status(), `${page} in ${slug}`).toBe(404);
      }
    }
  });
});

test.describe("a form that changes the company's details", () => {
  const address = "/w/kianda/settings/company";
  const origin = new URL(demo.url).origin;
  type Form = Record<string, string>;

  async function requestsAs(who: Who): Promise<APIRequestContext> {
    return request.newContext({ baseURL: demo.url, storageState: { cookies: cookiesOf(who), origins: [] } });
  }

  /** What a browser without JavaScript would send back, with every value that is stored. */
  async function formOf(owner: APIRequestContext, page: Page): Promise<Form> {
    const html = await (await owner.get(address)).text();
    expect(html).not.toContain("The company details are saved.");
    return page.evaluate((text) => {
      const read = new DOMParser().parseFromString(text, "text/html");
      const form = read.querySelector("[name=addressLine2]")?.closest("form") ?? undefined;
      return Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));
    }, html);
  }

  const storedIn = (form: Form) => Object.entries(form).filter(([name]) => !name.startsWith("$ACTION"));

  test("is heard from the owner and refused from everybody else and from every other site", async ({ page }) => {
    const owner = await requestsAs("owner");
    const before = await formOf(owner, page);
    // The same request is heard when it is hers. It changes nothing, so that no other test sees a trace of it.
    const heard = await owner.post(address, { multipart: before, headers: { origin } });
    expect(heard.status()).toBe(200);
    expect(await heard.text()).toContain("The company details are saved.");

    const forged = { ...before, legalName: "Somebody Else" };
    const attempts: { who: Who; headers: Record<string, string>; status: number }[] = [
      { who: "viewer", headers: { origin }, status: 403 },
      { who: "developer", headers: { origin }, status: 403 },
      { who: "operator", headers: { origin }, status: 404 },
      { who: "owner", headers: {}, status: 200 },
      { who: "owner", headers: { origin: "https://evil.example" }, status: 403 },
      { who: "owner", headers: { origin: "https://evil.example", "x-forwarded-host": "evil.example" }, status: 403 },
      { who: "owner", headers: { origin: "null" }, status: 403 },
    ];
    for (const { who, headers, status } of attempts) {
      const told = `${who} with ${JSON.stringify(headers)}`;
      const asker = await requestsAs(who);
      const answer = await asker.post(address, { multipart: forged, headers });
      expect(answer.status(), told).toBe(status);
      expect(await answer.text(), told).not.toContain("The company details are saved.");
      expect(storedIn(await formOf(owner, page)), told).toEqual(storedIn(before));
      await asker.dispose();
    }
    await owner.dispose();
  });
});

test("every answer carries the security headers, and every page a nonce of its own", async ({ context, signInAs }) => {
  await signInAs("owner");
  const nonces = new Set<string>();
  for (const path of [
    "/sign-in",
    "/w/kianda/overview",
    "/healthz",
    "/w/kianda/notifications/unread",
    "/nowhere",
    "/favicon.icox",
    "/icon.svgz",
    "/apple-icon.pngx",
    "/_next/staticx",
  ]) {
    const headers = (await context.request.get(path)).headers();
    expect(headers["x-content-type-options"], path).toBe("nosniff");
    expect(headers["x-frame-options"], path).toBe("DENY");
    expect(headers["x-powered-by"], path).toBeUndefined();
    const policy = headers["content-security-policy"] ?? "";
    expect(policy, path).toContain("object-src 'none'");
    expect(policy, path).not.toContain("unsafe-eval");
    const [, nonce] = /'nonce-([^']+)'/.exec(policy) ?? [];
    expect(nonce, path).toBeTruthy();
    expect(headers["x-request-id"], path).toMatch(/^req_/);
    nonces.add(nonce ?? "");
  }
  expect(nonces.size).toBe(9);
});

test("the API's answers carry them too, and an id of ours whatever the caller calls the request", async ({
  request,
}) => {
  for (const path of ["/v1/credits", "/v1/nowhere", "/v1", "/v1/openapi.json"]) {
    const answer = await request.get(path, { headers: { "x-request-id": "theirs" } });
    expect(answer.headers(), path).toMatchObject({
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
      "x-request-id": expect.stringMatching(/^req_/),
    });
  }
});

test("what is refused at the door carries them too", async ({ request }) => {
  const answers = [
    { status: 400, answer: await request.get("/w/%E0%A4%A/overview") },
    { status: 405, answer: await request.fetch("/sign-in", { method: "PROPFIND" }) },
    {
      status: 403,
      answer: await request.post("/sign-in", { form: { email: "ana@people.example" }, headers: { origin: "null" } }),
    },
  ];
  for (const { status, answer } of answers) {
    expect(answer.status()).toBe(status);
    expect(answer.headers()).toMatchObject({
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "content-security-policy": "default-src 'none'",
    });
  }
});

test("a wrong turn at the API's address or below it is answered in the API's way, whatever the method", async ({
  request,
}) => {
  for (const path of ["/v1/nothing/here", "/v1", "/v1/"]) {
    for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
      const answer = await request.fetch(path, { method });
      expect(answer.status(), `${method} ${path}`).toBe(404);
      expect(await answer.json(), `${method} ${path}`).toEqual({
        error: { code: "not_found", message: expect.any(String), request_id: expect.stringMatching(/^req_/) },
      });
    }
  }
});

test("the API answers a key with the balance and anything else with a refusal that says why", async ({ request }) => {
  const good = await request.get("/v1/credits", { headers: { authorization: `Bearer ${demo.api_key}` } });
  expect(good.status()).toBe(200);
  expect(await good.json()).toMatchObject({
    balance: expect.any(Number),
    currency: "AOA",
    updated_at: expect.stringMatching(/Z$/),
  });

  const tampered = `${demo.api_key.slice(0, -1)}${demo.api_key.endsWith("0") ? "1" : "0"}`;
  for (const authorization of [undefined, "Bearer ", "Bearer x", `Bearer ${tampered}`, `Basic ${demo.api_key}`]) {
    const answer = await request.get("/v1/credits", { headers: authorization ? { authorization } : {} });
    expect(answer.status(), authorization).toBe(401);
    expect(await answer.json()).toEqual({
      error: { code: "unauthenticated", message: expect.any(String), request_id: expect.stringMatching(/^req_/) },
    });
  }
});
