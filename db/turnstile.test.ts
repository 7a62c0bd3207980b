import { describe, expect, it, vi } from "vitest";
import { Turnstile } from "./turnstile";

describe("Turnstile", () => {
  it("admits as many as there are connections and the next one when somebody leaves", async () => {
    const gate = new Turnstile(2, 1000);
    const first = await gate.enter();
    await gate.enter();
    let admitted = false;
    const third = gate.enter().then((leave) => {
      admitted = true;
      return leave;
    });
    await Promise.resolve();
    expect(admitted).toBe(false);
    expect(gate.waiting).toBe(1);
    first();
    await third;
    expect(gate.inUse).toBe(2);
  });

  it("turns a caller away after its patience instead of keeping it for ever", async () => {
    vi.useFakeTimers();
    try {
      const gate = new Turnstile(1, 3000);
      const leave = await gate.enter();
      const refused = expect(gate.enter()).rejects.toMatchObject({ code: "unavailable" });
      await vi.advanceTimersByTimeAsync(3000);
      await refused;
      leave();
      await expect(gate.enter()).resolves.toBeTypeOf("function");
    } finally {
      vi.useRealTimers();
    }
  });

  it("counts a connection back once, however often its holder leaves", async () => {
    const gate = new Turnstile(1, 1000);
    const leave = await gate.enter();
    leave();
    leave();
    expect(gate.inUse).toBe(0);
    await gate.enter();
    expect(gate.inUse).toBe(1);
  });
});
