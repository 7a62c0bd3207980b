import { afterEach, describe, expect, it, vi } from "vitest";
import { refusalWhenAway } from "./database-away";
import { log } from "./log";

const facts = { request_id: "req_1", route: "/v1/credits" };
const failed = (code: string) => Object.assign(new Error("write failed"), { code });

afterEach(() => void vi.restoreAllMocks());

describe("a database that cannot be reached", () => {
  it.each([
    "ECONNREFUSED",
    "CONNECTION_CLOSED",
    "CONNECTION_ENDED",
    "CONNECTION_DESTROYED",
    "CONNECT_TIMEOUT",
    "57P01",
    "57P02",
    "57P03",
    "53300",
  ])("is known by %s, however it is wrapped", (code) => {
    for (const error of [
      failed(code),
      new Error("Failed query", { cause: failed(code) }),
      new Error("Failed query", { cause: new AggregateError([new Error("::1"), failed(code)]) }),
    ]) {
      expect(refusalWhenAway(error, facts)).toMatchObject({ code: "unavailable" });
    }
  });

  it.each([failed("23505"), failed("ENOENT"), new Error("Broken promise"), "ECONNREFUSED", null])(
    "is not what %s means",
    (error) => {
      expect(refusalWhenAway(error, facts)).toBeNull();
    },
  );

  it("is logged once in a while, without a stack, and with how many met it since", () => {
    const said = vi.spyOn(log, "error");
    const start = performance.now() + 3_600_000;
    for (let i = 0; i < 1000; i++) refusalWhenAway(failed("ECONNREFUSED"), facts, start + i);
    expect(said.mock.calls).toEqual([
      [{ ...facts, code: "ECONNREFUSED", refused_since: expect.any(Number) }, "database not reached"],
    ]);
    refusalWhenAway(failed("57P03"), facts, start + 10_000);
    expect(said.mock.calls[1]).toEqual([{ ...facts, code: "57P03", refused_since: 999 }, "database not reached"]);
  });
});
