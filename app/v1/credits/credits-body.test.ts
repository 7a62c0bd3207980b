import { describe, expect, it } from "vitest";
import { creditsBody } from "./credits-body";

const none = {
  availableMicro: 0n,
  planMicro: 0n,
  promoMicro: 0n,
  walletMicro: 0n,
  heldMicro: 0n,
  updatedAt: new Date("2026-06-24T10:00:00.123Z"),
};

describe("the answer of GET /v1/credits", () => {
  it("says the last millionth of a balance that no float could hold", () => {
    const body = creditsBody({ ...none, availableMicro: 9_007_199_254_740_993_000_001n }, "AOA");
    expect(body).toContain('"balance":9007199254740993.000001,');
  });

  it("writes whole credits without a point, fractions without trailing zeros, debt with its sign", () => {
    const body = creditsBody({ ...none, availableMicro: 5_000_000_000n, planMicro: 500_000n, walletMicro: -1n }, "AOA");
    expect(body).toContain('"balance":5000,');
    expect(body).toContain('"plan":0.5,');
    expect(body).toContain('"wallet":-0.000001,');
  });

  it("is JSON with every promised field", () => {
    expect(JSON.parse(creditsBody(none, "AOA"))).toEqual({
      balance: 0,
      currency: "AOA",
      updated_at: "2026-06-24T10:00:00Z",
      wallet: 0,
      plan: 0,
      promo: 0,
      held: 0,
      plan_renews_at: null,
      numbers: [],
    });
  });
});
