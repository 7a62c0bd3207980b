import { pages } from "@/app/_gate/access";
import { may, type Permission, roles } from "@/lib/gate/permissions";
import { cookiesOf, demo, expect, test } from "./fixtures";

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
        expect(answer.status(), `${page} for ${role}`).toBe(may(role, permission) ? 200 : 403);
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

test("a form of somebody with a role is refused from somebody without it, and changes nothing", async ({
  page,
  signInAs,
  context,
}) => {
  await signInAs("owner");
  await page.goto("/w/kianda/settings/company");
  const form = page.getByRole("form", { name: "Company details" });
  const fields = await form.evaluate((element: HTMLFormElement) =>
    [...new FormData(element)].map(([name, value]) => [name, String(value)] as const),
  );
  const before = await form.getByLabel("Legal name").inputValue();
  const forged = Object.fromEntries(
    fields.map(([name, value]) => [name, name === "legalName" ? "Somebody Else" : value]),
  );

  await context.clearCookies();
  for (const who of ["viewer", "developer", "operator"] as const) {
    await context.clearCookies();
    await context.addCookies(cookiesOf(who));
    const answer = await context.request.post("/w/kianda/team", {
      multipart: forged,
      headers: { origin: new URL(demo.url).origin },
    });
    expect(await answer.text()).not.toContain("details are saved");
  }
  await context.clearCookies();
  await context.addCookies(cookiesOf("owner"));
  const strangers: Record<string, string>[] = [
    {},
    { origin: "https://evil.example" },
    { origin: "https://evil.example", "x-forwarded-host": "evil.example" },
    { origin: "null" },
  ];
  for (const headers of strangers) {
    const answer = await context.request.post("/w/kianda/settings/company", { multipart: forged, headers });
    expect(await answer.text(), JSON.stringify(headers)).not.toContain("details are saved");
  }
  await page.goto("/w/kianda/settings/company");
  await expect(page.getByRole("form", { name: "Company details" }).getByLabel("Legal name")).toHaveValue(before);
});

test("every answer carries the security headers, and every page a nonce of its own", async ({ context, signInAs }) => {
  await signInAs("owner");
  const nonces = new Set<string>();
  for (const path of [
    "/sign-in",
    "/w/kianda/overview",
    "/healthz",
    "/v1/credits",
    "/w/kianda/notifications/unread",
    "/nowhere",
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
    nonces.add(nonce ?? "");
  }
  expect(nonces.size).toBe(6);
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
