import { eq } from "drizzle-orm";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { inWorkspace, systemDatabase } from "@/db";
import { pockets } from "@/db/schema/ledger";
import { plans } from "@/db/schema/plans";
import { createApiKey } from "@/lib/api-keys/create-api-key";
import { revokeApiKey } from "@/lib/api-keys/revoke-api-key";
import { makeApiKey } from "@/lib/gate/api-key";
import type { ApiScope } from "@/lib/gate/permissions";
import { spendHere } from "@/lib/gate/rate-limit";
import { saveNumber } from "@/lib/numbers/save-number";
import { planRenewsAt } from "@/lib/plans/data";
import { subscribe } from "@/lib/plans/subscribe";
import { closeStage, workspaceWith } from "@/lib/team/testing";
import { GET } from "./route";

afterAll(closeStage);
afterEach(() => void vi.useRealTimers());

async function keyWith(scopes: readonly ApiScope[]) {
  const { owner, id: workspaceId } = await workspaceWith();
  const made = makeApiKey();
  const { id } = await createApiKey(owner.ctx, { name: "Test", scopes, secret: made });
  return { ctx: owner.ctx, id, workspaceId, key: made.key };
}

const ask = (key?: string) =>
  GET(new Request("http://localhost:3000/v1/credits", { headers: key ? { authorization: `Bearer ${key}` } : {} }));

describe("GET /v1/credits", () => {
  it("answers with what the books hold, to the last millionth", async () => {
    const { ctx, key, workspaceId } = await keyWith(["credits:read"]);
    const amounts = {
      planMicro: 12_000_000_001n,
      promoMicro: 500_000n,
      walletMicro: 36_250_499_999n,
      debtMicro: 1n,
      heldMicro: 1_204_000_000n,
    };
    await inWorkspace(ctx, (tx) => tx.update(pockets).set(amounts).where(eq(pockets.workspaceId, workspaceId)));
    const response = await ask(key);
    const body = await response.text();
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(body).toContain('"balance":48250.999999,"currency":"AOA"');
    expect(body).toContain('"wallet":36250.499998,"plan":12000.000001,"promo":0.5,"held":1204,');
  });

  it("says when the plan renews, and a number's own credits beside the balance", async () => {
    const { ctx, key } = await keyWith(["credits:read"]);
    const terms = { feeMinor: 0n, creditsMicro: 3_000_000n };
    await systemDatabase()
      .insert(plans)
      .values({ id: "small", name: "Small", currency: "AOA", ...terms, createdAt: ctx.now });
    await subscribe(ctx, "small");
    await saveNumber(ctx, "sales", { name: "Sales", phone: null, usesWorkspace: false });
    const body = JSON.parse(await (await ask(key)).text());
    expect(body).toMatchObject({
      balance: 3,
      plan: 3,
      numbers: [{ id: "sales", name: "Sales", phone: null, credits: 0 }],
    });
    expect(new Date(body.plan_renews_at)).toEqual(await planRenewsAt(ctx));
  });

  it("is refused without a key, with another key's scope and from the moment a key is revoked", async () => {
    expect((await ask()).status).toBe(401);
    expect((await ask("saldo_live_nonsense")).status).toBe(401);
    expect((await ask((await keyWith(["usage:read"])).key)).status).toBe(403);
    const { ctx, id, key } = await keyWith(["credits:read"]);
    expect((await ask(key)).status).toBe(200);
    await revokeApiKey(ctx, id);
    expect((await ask(key)).status).toBe(401);
  });

  it("asked too often by one key says when it may ask again, keeps to it, and answers other keys meanwhile", async () => {
    const [busy, calm] = [await keyWith(["credits:read"]), await keyWith(["credits:read"])];
    vi.useFakeTimers({ toFake: ["Date"] });
    const now = new Date();
    for (let asked = 0; asked < 2000; asked++) spendHere("apiByKey", `apiKey:${busy.id}`, now);
    const refused = await ask(busy.key);
    expect(refused.status).toBe(429);
    expect(refused.headers.get("retry-after")).toBe("1");
    expect(await refused.json()).toMatchObject({ error: { code: "rate_limited" } });
    expect((await ask(calm.key)).status).toBe(200);
    vi.setSystemTime(now.getTime() + 1000);
    expect((await ask(busy.key)).status).toBe(200);
  });
});
