import { describe, expect, it } from "vitest";
import { bodyHash, eventKey } from "./event-key";

describe("the key of an event", () => {
  it("is the caller's own UUID, so that ids made in time order stay in order", () => {
    const id = "0197a2b4-7c11-7def-8123-456789abcdef";
    expect(eventKey(id)).toEqual({ key: id, externalId: null });
  });

  it("is the same UUID in capitals and in small letters, and so is what was sent under it", () => {
    const id = "0197a2b4-7c11-7def-8123-456789abcdef";
    const loud = id.toUpperCase();
    expect(eventKey(loud)).toEqual({ key: id, externalId: loud });
    expect(bodyHash({ id: loud, user: "Ana" })).toBe(bodyHash({ id, user: "Ana" }));
    expect(bodyHash({ id: "A" })).not.toBe(bodyHash({ id: "a" }));
    expect(bodyHash({ id, user: loud })).not.toBe(bodyHash({ id, user: id }));
  });

  it("of any other id is made of all of it, and the id is kept", () => {
    const ids = ["a", "A", " a", "0197A2B4-7C11-7DEF-8123-456789ABCDE", "é", "e\u0301", "x".repeat(255)];
    const keys = ids.map((id) => eventKey(id));
    expect(new Set(keys.map(({ key }) => key)).size).toBe(ids.length);
    expect(keys.map(({ externalId }) => externalId)).toEqual(ids);
    for (const { key } of keys) expect(key).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });
});

describe("what was sent under an id", () => {
  it("is the same whatever the order of its fields, left out or undefined", () => {
    const tags = { a: "1", b: "2" };
    expect(bodyHash({ id: "1", channel: "sms", tags })).toBe(
      bodyHash({ tags: { b: "2", a: "1" }, channel: "sms", id: "1", user: undefined }),
    );
  });

  it("differs with any value, and with where it stands", () => {
    const hashes = [{ parts: 1 }, { parts: 2 }, { parts: "1" }, { seconds: 1 }, { tags: { parts: "1" } }, {}].map(
      bodyHash,
    );
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});
