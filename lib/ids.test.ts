import { describe, expect, it } from "vitest";
import { newId } from "./ids";

describe("newId", () => {
  it("carries its kind and sorts by the time it was made", () => {
    const made = [1_700_000_000_000, 1_700_000_000_001, 1_800_000_000_000].map((at) => newId("usr", at));
    expect([...made].sort()).toEqual(made);
    for (const id of made) expect(id).toMatch(/^usr_[0-9a-hjkmnp-tv-z]{26}$/);
  });

  it("never repeats within one millisecond", () => {
    const many = Array.from({ length: 10_000 }, () => newId("ntf", 1_700_000_000_000));
    expect(new Set(many).size).toBe(many.length);
  });
});
