import { hash, verify } from "@node-rs/argon2";
import { describe, expect, it, vi } from "vitest";
import { assertGoodPassword, hashPassword, needsRehash, passwordMatches } from "./password";

vi.mock("@node-rs/argon2", async (original) => {
  const real = await original<typeof import("@node-rs/argon2")>();
  return { ...real, verify: vi.fn(real.verify) };
});

describe("a kept password", () => {
  it("matches itself, in either spelling of its accents, and nothing else", async () => {
    const stored = await hashPassword("café à la lune");
    expect(await passwordMatches("café à la lune".normalize("NFD"), stored)).toBe(true);
    expect(await passwordMatches("cafe a la lune", stored)).toBe(false);
  });

  it("is argon2id at today's cost, and an older cost is known as such", async () => {
    const stored = await hashPassword("cedar lantern 48");
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=65536,t=4,p=1\$/);
    expect(needsRehash(stored)).toBe(false);
    expect(needsRehash(await hash("cedar lantern 48", { memoryCost: 19_456, timeCost: 2 }))).toBe(true);
  });

  it("of somebody who has none matches nothing, the empty word included", async () => {
    expect(await passwordMatches("", null)).toBe(false);
    expect(await passwordMatches("cedar lantern 48", null)).toBe(false);
  });

  it("longer than the limit is refused without reading it", async () => {
    const stored = await hashPassword("");
    expect(await passwordMatches("x".repeat(1025), stored)).toBe(false);
  });

  it("of nobody costs the same work to refuse as that of somebody", async () => {
    await passwordMatches("something else", null);
    const [checked] = vi.mocked(verify).mock.lastCall ?? [];
    expect(needsRehash(String(checked))).toBe(false);
  });

  it("that is easy to guess is refused with the field it is about", () => {
    expect(() => assertGoodPassword("password123", "ana@kianda.example")).toThrow("weak_password");
    expect(() => assertGoodPassword("short", "ana@kianda.example", "next")).toThrow("too_short");
  });
});
