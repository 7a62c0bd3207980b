import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeBooks, openStage, programWith } from "@/app/_api/testing";
import { readBalance } from "@/lib/ledger/balance";
import { POST as giveBack } from "./[id]/return/route";
import { POST, PUT } from "./route";

beforeAll(openStage);
afterAll(closeBooks);

type Program = Awaited<ReturnType<typeof programWith>>;
type Sending = Parameters<Program["send"]>[3];
const charge = (program: Program, sending: Sending) => program.send(POST, "POST", "/v1/usage", sending);
const left = async (program: Program) => (await readBalance(program.ctx)).availableMicro;
const sms = (id: string, extra: object = {}) => ({ id, channel: "sms", to: "+244 923 000 000", ...extra });

describe("POST /v1/usage", () => {
  it("charges one event and says from which funds and what is left", async () => {
    const program = await programWith(10);
    expect(await charge(program, { body: sms("a", { parts: 2 }) })).toMatchObject({
      status: 200,
      body: {
        id: "a",
        status: "charged",
        credits: 2,
        funds: { plan: 0, promo: 0, wallet: 2, number: 0 },
        balance: 8,
      },
    });
  });

  it("answers a repeat with the first answer, and another body under the same id with 409", async () => {
    const program = await programWith(10);
    const first = await charge(program, { body: sms("a") });
    const { id, ...told } = first.body;
    expect(await charge(program, { body: sms("a") })).toMatchObject({
      status: 200,
      body: { id, status: "duplicate", first: told },
    });
    expect(await charge(program, { body: sms("a", { parts: 2 }) })).toMatchObject({
      status: 409,
      body: { error: { code: "key_reused" }, status: "refused" },
    });
    expect(await left(program)).toBe(9_000_000n);
  });

  it("refuses one event with 402 and what is missing, the same again when it is repeated, and 422 for a wrong time", async () => {
    const program = await programWith(1);
    const refused = await charge(program, { body: sms("a", { parts: 3 }) });
    expect(refused).toMatchObject({
      status: 402,
      body: { error: { code: "insufficient_credits" }, id: "a", status: "refused", short_by: 2, balance: 1 },
    });
    expect(await charge(program, { body: sms("a", { parts: 3 }) })).toMatchObject({
      status: 402,
      body: { error: { code: "insufficient_credits" }, status: "duplicate", first: { status: "refused", short_by: 2 } },
    });
    for (const [occurred_at, code] of [
      ["2020-01-01T00:00:00Z", "too_old"],
      ["2120-01-01T00:00:00Z", "in_the_future"],
    ]) {
      expect(await charge(program, { body: sms(`at ${occurred_at}`, { occurred_at }) })).toMatchObject({
        status: 422,
        body: { error: { code } },
      });
    }
    expect(await left(program)).toBe(1_000_000n);
  });

  it("gives each event of a batch its verdict, in order, and the balance after", async () => {
    const program = await programWith(2);
    const answer = await charge(program, { body: { events: [sms("a"), sms("b", { parts: 5 }), sms("a"), sms("c")] } });
    expect(answer).toMatchObject({
      status: 200,
      body: {
        events: [
          { id: "a", status: "charged", balance: 1 },
          { id: "b", status: "refused", code: "insufficient_credits", short_by: 4 },
          { id: "a", status: "duplicate", first: { status: "charged" } },
          { id: "c", status: "charged" },
        ],
        balance: 0,
      },
    });
    const again = await charge(program, { body: { events: [sms("a"), sms("c")] } });
    expect(again.body).toMatchObject({ events: [{ status: "duplicate" }, { status: "duplicate" }], balance: 0 });
  });

  it("goes by the id in the body, whatever an Idempotency-Key says", async () => {
    const program = await programWith(10);
    const under = (key: string, id: string) => charge(program, { body: sms(id), headers: { "idempotency-key": key } });
    expect((await under("1", "a")).body).toMatchObject({ status: "charged" });
    expect((await under("2", "a")).body).toMatchObject({ status: "duplicate" });
    expect((await under("1", "b")).body).toMatchObject({ status: "charged" });
  });

  it("takes a UUID in capitals and in small letters for one event", async () => {
    const program = await programWith(10);
    const id = "0197a2b4-7c11-7def-8123-456789abcdef";
    expect((await charge(program, { body: sms(id.toUpperCase()) })).body).toMatchObject({ id: id.toUpperCase() });
    expect((await charge(program, { body: sms(id) })).body).toMatchObject({ id, status: "duplicate" });
    const back = await program.send(giveBack, "POST", `/v1/usage/${id}/return`);
    expect(back.body).toMatchObject({ status: "returned", balance: 10 });
  });

  it("names what is malformed by index and field, and charges nothing of it", async () => {
    const program = await programWith(100);
    const wrong: [event: object, param: string][] = [
      [sms("x", { to: undefined }), "to"],
      [sms("x", { to: "12" }), "to"],
      [sms("x", { parts: 0 }), "parts"],
      [sms("x", { parts: -1 }), "parts"],
      [sms("x", { parts: "1" }), "parts"],
      [sms("x", { parts: 1.5 }), "parts"],
      [sms("x", { parts: 2 ** 53 + 1 }), "parts"],
      [sms("x", { parts: null }), "parts"],
      [sms("x", { seconds: 1 }), "seconds"],
      [{ id: "x", channel: "voice", to: "+244923000000" }, "seconds"],
      [sms("x", { amount: 5 }), "amount"],
      [sms("x", { agent: "nobody" }), "agent"],
      [sms("x", { number: "nothing" }), "number"],
      [sms("x", { channel: "fax" }), "channel"],
      [sms("x", { occurred_at: "yesterday" }), "occurred_at"],
      [sms("x", { occurred_at: "9999-12-31T23:59:59-23:59" }), "occurred_at"],
      [sms("x", { occurred_at: "0000-01-01T00:00:00Z" }), "occurred_at"],
      [sms("x", { tags: { a: "\0" } }), "tags.a"],
      [sms("x", { tags: { a: 1 } }), "tags.a"],
      [sms("x", { user: "\ud800" }), "user"],
      [sms(""), "id"],
      [sms("."), "id"],
      [sms(".."), "id"],
      [sms(" "), "id"],
      [sms("a\nb"), "id"],
      [sms("\u202ea"), "id"],
      [sms("x", { agent: ".." }), "agent"],
      [sms("x", { feature: "\u202eredniamer" }), "feature"],
    ];
    for (const [event, param] of wrong) {
      expect(await charge(program, { body: event }), param).toMatchObject({
        status: 400,
        body: { error: { code: "invalid", param, message: expect.any(String), request_id: expect.any(String) } },
      });
      expect(await charge(program, { body: { events: [sms("fine"), event] } }), param).toMatchObject({
        status: 400,
        body: { error: { code: "invalid", param: `events[1].${param}` } },
      });
    }
    for (const tags of ['{"__proto__":"x"}', '{"a":"b","\\u005f_proto__":"x"}']) {
      const raw = `{"id":"x","channel":"sms","to":"+244923000000","tags":${tags}}`;
      expect(await charge(program, { raw }), tags).toMatchObject({
        status: 400,
        body: { error: { param: "tags.__proto__" } },
      });
    }
    expect(
      (await charge(program, { raw: '{"id":"x","channel":"sms","to":"+244923000000","parts":1e309}' })).body,
    ).toMatchObject({ error: { param: "parts" } });
    expect(await left(program)).toBe(100_000_000n);
  });

  it("refuses what is no request of its own: too many, too large, not UTF-8, not JSON, of another type", async () => {
    const program = await programWith(10_000);
    const many = Array.from({ length: 5_001 }, (_, i) => sms(`many ${i}`));
    const cases: [Sending, number, string, string?][] = [
      [{ body: { events: many } }, 400, "invalid", "events"],
      [{ body: { events: [] } }, 400, "invalid", "events"],
      [{ body: { events: [sms("x")], id: "x" } }, 400, "invalid", "id"],
      [{ body: [] }, 400, "invalid"],
      [{ raw: "null" }, 400, "invalid"],
      [{ raw: "{" }, 400, "invalid"],
      [{ raw: new Uint8Array([0x22, 0xff, 0x22]) }, 400, "invalid"],
      [{}, 400, "invalid"],
      [{ raw: `"${"x".repeat(11 * 1024 * 1024)}"` }, 413, "too_large"],
      [{ body: sms("x"), type: "text/plain" }, 415, "unsupported_media_type"],
      [{ body: sms("x"), headers: { "content-encoding": "gzip" } }, 415, "unsupported_media_type"],
    ];
    for (const [sending, status, code, param] of cases) {
      const answer = await charge(program, sending);
      expect(answer, code).toMatchObject({ status, body: { error: { code, ...(param && { param }) } } });
    }
    expect(await left(program)).toBe(10_000_000_000n);
  });

  it("stops reading a stream that says no length as soon as it is too long", async () => {
    const program = await programWith(0);
    let sent = 0;
    const long = new ReadableStream<Uint8Array>({
      pull: (stream) => {
        sent += 1;
        stream.enqueue(new Uint8Array(1024 * 1024).fill(0x20));
        if (sent === 30) stream.close();
      },
    });
    expect((await charge(program, { raw: long, type: "application/json" })).status).toBe(413);
    expect(sent).toBeLessThan(15);
  });

  it("charges 5,000 events in one request", async () => {
    const program = await programWith(5_000);
    const events = Array.from({ length: 5_000 }, (_, i) => sms(`e ${i}`));
    const answer = await charge(program, { body: { events } });
    expect(answer.body.balance).toBe(0);
    expect(new Set((answer.body.events as { status: string }[]).map(({ status }) => status))).toEqual(
      new Set(["charged"]),
    );
  });

  it("needs the scope, and says which methods there are", async () => {
    const reader = await programWith(1, ["usage:read"]);
    expect(await charge(reader, { body: sms("a") })).toMatchObject({
      status: 403,
      body: { error: { code: "forbidden" } },
    });
    const answer = await reader.send(PUT, "PUT", "/v1/usage");
    expect(answer).toMatchObject({ status: 405, body: { error: { code: "method_not_allowed" } } });
    expect(answer.headers.get("allow")).toBe("POST, GET, HEAD");
  });
});

describe("POST /v1/usage/{id}/return", () => {
  it("gives the credits back once, whatever the id is made of", async () => {
    const program = await programWith(5);
    const id = "a/b c?ü";
    await charge(program, { body: sms(id) });
    const path = `/v1/usage/${encodeURIComponent(id)}/return`;
    const back = (sending?: Sending) => program.send(giveBack, "POST", path, sending);
    expect((await back()).body).toEqual({ id, status: "returned", credits: 1, balance: 5 });
    expect((await back({ body: { reason: "undelivered" } })).body).toMatchObject({ status: "duplicate", balance: 5 });
  });

  it("knows no event that never came, and nothing to give back of a refused one", async () => {
    const program = await programWith(0);
    await charge(program, { body: sms("dear") });
    const back = (id: string) => program.send(giveBack, "POST", `/v1/usage/${id}/return`, { body: {} });
    expect(await back("nothing")).toMatchObject({ status: 404, body: { error: { code: "not_found", param: "id" } } });
    expect(await back("dear")).toMatchObject({ status: 409, body: { error: { code: "not_charged" } } });
  });
});
