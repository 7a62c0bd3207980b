import { setImmediate as turn } from "node:timers/promises";
import { expect, it } from "vitest";
import { csvFileAnswer } from "./csv-file";

async function* lines(left: () => void): AsyncGenerator<Buffer, void> {
  try {
    for (let i = 0; i < 1_000; i++) {
      await turn();
      yield Buffer.alloc(50_000, "a");
    }
  } finally {
    left();
  }
}

it.each([false, true])("a file that is left in the middle ends quietly, wherever that is (gzip: %s)", async (gzip) => {
  const thrown: unknown[] = [];
  const hear = (error: unknown) => thrown.push(error);
  process.on("uncaughtException", hear);
  let begun = 0;
  let ended = 0;
  for (let turns = 0; turns < 40; turns++) {
    begun += 1;
    const answer = await csvFileAnswer(
      lines(() => (ended += 1)),
      { name: "usage.csv", gzip: () => gzip },
    );
    const reader = answer.body?.getReader();
    await reader?.read();
    for (let i = 0; i < turns; i++) await turn();
    // What is asked for and given up at once is still on its way.
    const next = reader?.read();
    await reader?.cancel();
    await next;
  }
  await expect.poll(() => ended).toBe(begun);
  process.off("uncaughtException", hear);
  expect(thrown).toEqual([]);
});

it("a file that fails on the way breaks off", async () => {
  async function* failing(): AsyncGenerator<Buffer, void> {
    yield Buffer.from("a");
    throw new Error("the database is away");
  }
  const answer = await csvFileAnswer(failing(), { name: "usage.csv", gzip: () => false });
  await expect(answer.text()).rejects.toThrow("the database is away");
});

it("a file arrives whole", async () => {
  async function* two(): AsyncGenerator<Buffer, void> {
    yield Buffer.from("a");
    yield Buffer.from("b");
  }
  expect(await (await csvFileAnswer(two(), { name: "usage.csv", gzip: () => false })).text()).toBe("ab");
});
