import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeBooks, openStage, programWith } from "@/app/_api/testing";
import { readBalance } from "@/lib/ledger/balance";
import { POST as quote } from "../quote/route";
import { POST as extend } from "./[id]/extend/route";
import { POST as release } from "./[id]/release/route";
import { POST as settle } from "./[id]/settle/route";
import { POST as hold } from "./route";

beforeAll(openStage);
afterAll(closeBooks);

const call = { id: "call/1", channel: "voice", to: "+244923000000", seconds: 60 };

async function stage(credits: number) {
  const program = await programWith(credits);
  const at = (verb: string, id = call.id) => `/v1/holds/${encodeURIComponent(id)}/${verb}`;
  return {
    program,
    open: (body: object = call) => program.send(hold, "POST", "/v1/holds", { body }),
    extend: (body: object) => program.send(extend, "POST", at("extend"), { body }),
    settle: (body?: object) => program.send(settle, "POST", at("settle"), { body }),
    release: (id?: string) => program.send(release, "POST", at("release", id)),
    books: () => readBalance(program.ctx),
  };
}

describe("a hold over HTTP", () => {
  it("is opened, extended, settled for what was delivered, and told again when it is settled again", async () => {
    const { open, extend, settle, books } = await stage(100);
    expect(await open()).toMatchObject({ status: 200, body: { status: "held", credits: 4, balance: 96 } });
    expect(await open()).toMatchObject({
      status: 200,
      body: { status: "duplicate", first: { status: "held" }, hold: { state: "open", credits: 4 } },
    });
    expect((await extend({ seconds: 180 })).body).toMatchObject({ status: "extended", credits: 12 });
    expect(await books()).toMatchObject({ heldMicro: 12_000_000n, availableMicro: 88_000_000n });
    expect((await settle({ seconds: 95 })).body).toMatchObject({
      status: "charged",
      credits: 8,
      funds: { wallet: 8 },
      debt: 0,
      balance: 92,
    });
    expect((await settle({ seconds: 95 })).body).toEqual({
      id: call.id,
      status: "duplicate",
      credits: 8,
      balance: 92,
    });
    expect(await settle({ seconds: 300 })).toMatchObject({ status: 409, body: { error: { code: "hold_closed" } } });
    expect(await extend({})).toMatchObject({ status: 409, body: { error: { code: "hold_closed" } } });
  });

  it("is given back when nothing was delivered, once", async () => {
    const { open, release, settle } = await stage(10);
    await open();
    expect((await release()).body).toEqual({ id: call.id, status: "released", balance: 10 });
    expect((await release()).body).toMatchObject({ status: "released", balance: 10 });
    expect(await settle()).toMatchObject({ status: 409, body: { error: { code: "hold_closed" } } });
    expect(await release("nothing")).toMatchObject({ status: 404, body: { error: { param: "id" } } });
  });

  it("is refused like the event itself, at the start and when it grows", async () => {
    const { open, extend } = await stage(5);
    expect(await open({ ...call, id: "dear", seconds: 600 })).toMatchObject({
      status: 402,
      body: { error: { code: "insufficient_credits" }, status: "refused", short_by: 35 },
    });
    await open();
    expect(await extend({ seconds: 120 })).toMatchObject({ status: 402, body: { short_by: 3 } });
    expect(await open({ ...call, seconds: 61 })).toMatchObject({
      status: 409,
      body: { error: { code: "key_reused" } },
    });
  });

  it("names a quantity of the wrong kind, an amount too fine, and an expiry out of bounds", async () => {
    const { open, settle, extend, books } = await stage(10);
    await open();
    for (const [sent, param] of [
      [{ parts: 2 }, "parts"],
      [{ credits: 0.0000001 }, "credits"],
      [{ credits: -1 }, "credits"],
      [{ credits: 2 ** 53 + 1 }, "credits"],
      [{ credits: 1, seconds: 5 }, "credits"],
      [{ amount: 1 }, "amount"],
    ] as const) {
      expect(await settle(sent), param).toMatchObject({ status: 400, body: { error: { code: "invalid", param } } });
    }
    expect(await extend({ expires_in: 5 })).toMatchObject({ status: 400, body: { error: { param: "expires_in" } } });
    expect(await open({ ...call, expires_in: "9" })).toMatchObject({ status: 400 });
    expect(await books()).toMatchObject({ heldMicro: 4_000_000n });
  });

  it("of a campaign is settled by credits, with or without a count, and never by a count alone or far beyond", async () => {
    const { program, settle, extend, books } = await stage(100);
    const lines = [{ channel: "sms", country: "AO", count: 10 }];
    await program.send(quote, "POST", "/v1/quote", { body: { lines, reserve: true, id: call.id } });
    expect(await books()).toMatchObject({ heldMicro: 10_000_000n });
    for (const [verb, sent, param] of [
      [settle, { parts: 12 }, "parts"],
      [extend, { parts: 500 }, "parts"],
      [settle, { credits: 100.5 }, "credits"],
      [settle, { credits: 1, seconds: 5 }, "seconds"],
    ] as const) {
      expect(await verb(sent), param).toMatchObject({ status: 400, body: { error: { code: "invalid", param } } });
    }
    expect((await settle({ credits: 0.000001, parts: 3 })).text).toContain('"credits":0.000001,');
    expect(await books()).toMatchObject({ heldMicro: 0n, availableMicro: 99_999_999n });
  });
});
