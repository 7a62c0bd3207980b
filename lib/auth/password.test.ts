import { hash } from "@node-rs/argon2";
import { describe, expect, it } from "vitest";
import { assertGoodPassword, hashPassword, needsRehash, passwordMatches } from "./password";

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

  it("takes as long to refuse for nobody as for somebody", async () => {
    const stored = await hashPassword("cedar lantern 48");
    await passwordMatches("warm", null);
    const time = async (of: string | null) => {
      const took: number[] = [];
      for (let round = 0; round < 7; round++) {
        const from = performance.now();
        await passwordMatches("something else", of);
        took.push(performance.now() - from);
      }
      return Math.min(...took);
    };
    const [known, unknown] = [await time(stored), await time(null)];
    expect(Math.max(known, unknown) / Math.min(known, unknown)).toBeLessThan(2);
  });

  it("that is easy to guess is refused with the field it is about", () => {
    expect(() => assertGoodPassword("password123", "ana@kianda.example")).toThrow("weak_password");
    expect(() => assertGoodPassword("short", "ana@kianda.example", "next")).toThrow("too_short");
  });
});
