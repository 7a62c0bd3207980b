import { describe, expect, it } from "vitest";
import type { Context, WorkspaceId } from "./context";
import { KeptByWorkspace } from "./kept-by-workspace";

const of = (id: string) => ({ workspaceId: id as WorkspaceId }) as Context;

/** Reads that wait until they are answered, so that a test decides who asks while one is under way. */
function waiting() {
  const reads: { of: string; answer: (value: string) => void; fail: (error: Error) => void }[] = [];
  const kept = new KeptByWorkspace<string>(
    ({ workspaceId }) => new Promise((answer, fail) => reads.push({ of: workspaceId, answer, fail })),
  );
  return { reads, kept };
}

describe("what is kept of a workspace", () => {
  it("is read once for all who ask at the same time, and not again afterwards", async () => {
    const { reads, kept } = waiting();
    const asked = Array.from({ length: 200 }, () => kept.load(of("a")));
    expect(reads).toHaveLength(1);
    reads[0]?.answer("first");
    expect(new Set(await Promise.all(asked))).toEqual(new Set(["first"]));
    expect(await kept.load(of("a"))).toBe("first");
    expect(reads).toHaveLength(1);
  });

  it("is each workspace's own", async () => {
    const { reads, kept } = waiting();
    const asked = [kept.load(of("a")), kept.load(of("b"))];
    for (const read of reads) read.answer(read.of);
    expect(await Promise.all(asked)).toEqual(["a", "b"]);
  });

  it("is read again after a failure, which all who waited are told", async () => {
    const { reads, kept } = waiting();
    const asked = [kept.load(of("a")), kept.load(of("a"))];
    reads[0]?.fail(new Error("no connection"));
    for (const one of asked) await expect(one).rejects.toThrow("no connection");
    const again = kept.load(of("a"));
    reads[1]?.answer("second");
    expect(await again).toBe("second");
  });

  it("is read again once forgotten, and once for all who found the same value outdated", async () => {
    const { reads, kept } = waiting();
    const { workspaceId } = of("a");
    const early = kept.load(of("a"));
    reads[0]?.answer("old");
    expect(await early).toBe("old");
    const again = [1, 2, 3].map(() => {
      kept.forget(workspaceId, "old");
      return kept.load(of("a"));
    });
    expect(reads).toHaveLength(2);
    reads[1]?.answer("new");
    expect(new Set(await Promise.all(again))).toEqual(new Set(["new"]));
    kept.forget(workspaceId, "old");
    expect(await kept.load(of("a"))).toBe("new");
    expect(reads).toHaveLength(2);
  });

  it("is bounded: of very many workspaces the one read first is read again", async () => {
    let reads = 0;
    const kept = new KeptByWorkspace(async () => ++reads);
    for (let i = 0; i <= 10_000; i++) await kept.load(of(`ws ${i}`));
    expect(await kept.load(of("ws 1"))).toBe(2);
    expect(await kept.load(of("ws 0"))).toBe(10_002);
  });
});
