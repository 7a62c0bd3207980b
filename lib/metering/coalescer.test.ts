import { describe, expect, it } from "vitest";
import { Coalescer } from "./coalescer";

/** Posts that wait until they are let go, so that a test decides what arrives while one is under way. */
function held() {
  const posts: { group: string; requests: readonly number[]; finish: () => void }[] = [];
  const lanes = new Coalescer<number, string>(
    async (group, requests) => {
      await new Promise<void>((finish) => posts.push({ group, requests, finish }));
      if (requests.includes(13)) throw new Error("thirteen");
      if (requests.includes(14)) throw new RangeError("away");
      return requests.map((request) => `${group}${request}`);
    },
    { most: 3, isEverybodys: (error) => error instanceof RangeError },
  );
  const posted = async (count: number) => {
    while (posts.length < count) await new Promise((turn) => setImmediate(turn));
    return posts;
  };
  return { lanes, posted };
}

describe("requests that come one by one", () => {
  it("wait for the call under way and then go together, in their order, and each gets its own answer", async () => {
    const { lanes, posted } = held();
    const first = lanes.submit("a", 1);
    const [opening] = await posted(1);
    expect(opening?.requests).toEqual([1]);
    const rest = [2, 3].map((request) => lanes.submit("a", request));
    opening?.finish();
    const [, second] = await posted(2);
    expect(second?.requests).toEqual([2, 3]);
    second?.finish();
    expect(await Promise.all([first, ...rest])).toEqual(["a1", "a2", "a3"]);
  });

  it("of different groups never share a call and never wait for each other", async () => {
    const { lanes, posted } = held();
    const answers = [lanes.submit("a", 1), lanes.submit("b", 2)];
    const posts = await posted(2);
    expect(posts.map(({ group }) => group)).toEqual(["a", "b"]);
    for (const { finish } of [...posts].reverse()) finish();
    expect(await Promise.all(answers)).toEqual(["a1", "b2"]);
  });

  it("fill a call only so far", async () => {
    const { lanes, posted } = held();
    const answers = [1, 2, 3, 4].map((request) => lanes.submit("a", request));
    for (let i = 1; i <= 2; i++) (await posted(i))[i - 1]?.finish();
    expect(await Promise.all(answers)).toEqual(["a1", "a2", "a3", "a4"]);
    expect((await posted(2)).map(({ requests }) => requests)).toEqual([[1, 2, 3], [4]]);
  });

  it("are tried alone when their call fails, so that only the one that fails alone is refused", async () => {
    const { lanes, posted } = held();
    const answers = Promise.allSettled([1, 13, 3].map((request) => lanes.submit("a", request)));
    for (let i = 1; i <= 4; i++) (await posted(i))[i - 1]?.finish();
    expect(await answers).toEqual([
      { status: "fulfilled", value: "a1" },
      { status: "rejected", reason: new Error("thirteen") },
      { status: "fulfilled", value: "a3" },
    ]);
  });

  it("are all refused at once when what failed would fail for each of them", async () => {
    const { lanes, posted } = held();
    const answers = Promise.allSettled([1, 14, 3].map((request) => lanes.submit("a", request)));
    (await posted(1))[0]?.finish();
    const refused = { status: "rejected", reason: new RangeError("away") };
    expect(await answers).toEqual([refused, refused, refused]);
    expect(await posted(1)).toHaveLength(1);
  });
});
