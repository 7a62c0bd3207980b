import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeBooks, fund, openStage, programWith } from "@/app/_api/testing";
import { PUT as putAgent } from "@/app/v1/agents/[id]/route";
import { POST as settle } from "@/app/v1/holds/[id]/settle/route";
import { PUT as putNumber } from "@/app/v1/numbers/[id]/route";
import { POST as charge } from "@/app/v1/usage/route";
import { readBalance } from "@/lib/ledger/balance";
import { POST } from "./route";

beforeAll(openStage);
afterAll(closeBooks);

type Program = Awaited<ReturnType<typeof programWith>>;
const ask = (program: Program, body: object) => program.send(POST, "POST", "/v1/quote", { body });
const sms = { channel: "sms", country: "AO", count: 3 };

async function stage() {
  const program = await programWith(10);
  await fund(program.ctx, { fund: "plan", credits: 4 });
  await fund(program.ctx, { fund: "promo", credits: 1 });
  const agent = (id: string, body: object) =>
    program.send(putAgent, "PUT", `/v1/agents/${id}`, { body: { name: id, ...body } });
  await agent("capped", { monthly_limit: 2, at_limit: "use_wallet" });
  await agent("strict", { monthly_limit: 5, at_limit: "stop" });
  await agent("planned", { when_plan_exhausted: "stop" });
  for (const [id, uses_workspace] of [
    ["own", false],
    ["shared", true],
  ] as const) {
    await program.send(putNumber, "PUT", `/v1/numbers/${id}`, { body: { name: id, uses_workspace } });
    await fund(program.ctx, { fund: "wallet", credits: 2, pocket: id });
  }
  return program;
}

describe("POST /v1/quote", () => {
  it("says what each line costs and from where it would be paid, and keeps nothing back", async () => {
    const program = await stage();
    const lines = [
      sms,
      { channel: "sms", prefix: "+35191", count: 2 },
      { channel: "voice", country: "AO", seconds: 61, count: 1 },
    ];
    expect((await ask(program, { lines })).body).toMatchObject({
      lines: [
        { credits_each: 1, credits: 3, country: "AO" },
        { credits_each: 2, credits: 4, country: "PT", prefix: "+35191" },
        { credits_each: 8, credits: 8 },
      ],
      total: 15,
      funds: { plan: 4, promo: 1, wallet: 10, number: 0 },
      short_by: 0,
      would_hit: [],
      hold: null,
    });
    expect(await readBalance(program.ctx)).toMatchObject({ availableMicro: 15_000_000n, heldMicro: 0n });
  });

  it("names every limit and fund that would refuse some of it", async () => {
    const program = await stage();
    const codes = async (body: object) => {
      const { would_hit, short_by } = (await ask(program, body)).body as { would_hit: object[]; short_by: number };
      return { would_hit, short_by };
    };
    expect(await codes({ lines: [{ ...sms, count: 20 }], agent: "strict" })).toMatchObject({
      short_by: 5,
      would_hit: [
        { code: "agent_limit_reached", short_by: 15, limit: 5, resets_at: expect.any(String) },
        { code: "insufficient_credits", short_by: 5, limit: null },
      ],
    });
    expect(await codes({ lines: [{ ...sms, count: 6 }], agent: "planned" })).toMatchObject({
      would_hit: [{ code: "plan_exhausted", short_by: 1 }],
    });
    expect(await codes({ lines: [sms], number: "own" })).toMatchObject({
      short_by: 1,
      would_hit: [{ code: "number_credits_exhausted", short_by: 1 }],
    });
  });

  it("promises exactly what the judge then does", async () => {
    const cases: [line: { channel: string; count: number; category?: string }, through: object][] = [
      [sms, {}],
      [{ ...sms, count: 12 }, {}],
      [{ ...sms, count: 5 }, { agent: "capped" }],
      [{ ...sms, count: 4 }, { agent: "strict" }],
      [{ ...sms, count: 4 }, { agent: "planned" }],
      [{ ...sms, count: 5 }, { number: "shared" }],
      [{ channel: "whatsapp", category: "marketing", count: 4 }, { number: "shared" }],
      [{ channel: "whatsapp", category: "marketing", count: 2 }, { number: "own" }],
    ];
    for (const [line, through] of cases) {
      const program = await stage();
      const quoted = (await ask(program, { lines: [line], ...through })).body;
      expect(quoted.would_hit).toEqual([]);
      const { count, channel, category } = line;
      const events = Array.from({ length: count }, (_, i) => ({
        id: `e ${i}`,
        channel,
        to: "+244923000000",
        ...(category && { category }),
        ...through,
      }));
      const { body } = await program.send(charge, "POST", "/v1/usage", { body: { events } });
      const charged = (body.events as { status: string; funds: Record<string, number> }[]).filter(
        ({ status }) => status === "charged",
      );
      expect(charged).toHaveLength(count);
      const sums = Object.fromEntries(
        ["plan", "promo", "wallet", "number"].map((fund) => [
          fund,
          charged.reduce((sum, { funds }) => sum + (funds[fund] ?? 0), 0),
        ]),
      );
      expect(quoted.funds, JSON.stringify([line, through])).toEqual(sums);
    }
  });

  it("reserves the total as one hold, which is settled for what was used", async () => {
    const program = await stage();
    const reservation = { lines: [sms], reserve: true, id: "june", expires_in: 600 };
    const first = await ask(program, reservation);
    expect(first.body.hold).toMatchObject({ id: "june", status: "held", state: "open", credits: 3 });
    expect(await readBalance(program.ctx)).toMatchObject({ availableMicro: 12_000_000n, heldMicro: 3_000_000n });
    expect((await ask(program, reservation)).body.hold).toMatchObject({ status: "duplicate", credits: 3 });
    expect(await ask(program, { ...reservation, lines: [{ ...sms, count: 4 }] })).toMatchObject({
      status: 409,
      body: { error: { code: "key_reused" } },
    });
    const settled = await program.send(settle, "POST", "/v1/holds/june/settle", { body: { credits: 2 } });
    expect(settled.body).toMatchObject({ status: "charged", credits: 2, balance: 13 });
  });

  it("refuses a reservation that is not possible, and one without the scope", async () => {
    const program = await stage();
    const reservation = { lines: [{ ...sms, count: 100 }], reserve: true, id: "big" };
    expect(await ask(program, reservation)).toMatchObject({
      status: 402,
      body: { error: { code: "insufficient_credits" }, short_by: 85 },
    });
    const reader = await programWith(500, ["credits:read"]);
    expect((await ask(reader, { lines: [sms] })).status).toBe(200);
    expect((await ask(reader, reservation)).status).toBe(403);
    expect(await readBalance(reader.ctx)).toMatchObject({ heldMicro: 0n });
  });

  it("names what it cannot read", async () => {
    const program = await stage();
    for (const [body, param] of [
      [{ lines: [] }, "lines"],
      [{ lines: [{ ...sms, count: 0 }] }, "lines[0].count"],
      [{ lines: [sms, { ...sms, count: "1" }] }, "lines[1].count"],
      [{ lines: [{ channel: "voice", count: 1 }] }, "lines[0].seconds"],
      [{ lines: [{ channel: "email", prefix: "+244", count: 1 }] }, "lines[0].prefix"],
      [{ lines: [sms], reserve: true }, "id"],
      [{ lines: [sms], id: "a" }, "id"],
      [{ lines: [sms], agent: "nobody" }, "agent"],
      [{ lines: [sms], number: "nothing" }, "number"],
    ] as const) {
      expect(await ask(program, body), param).toMatchObject({
        status: 400,
        body: { error: { code: "invalid", param } },
      });
    }
  });
});
