import { describe, expect, it } from "vitest";
import type { UsageCursor } from "@/lib/metering/list-usage";
import type { CsvPage } from "./csv-page";
import { PagesAhead } from "./pages-ahead";

const last = 9;
const place = (n: number): UsageCursor => ({ atMicros: String(n), key: "k" });

/** Pages 0 to 9, each answered when it is let go. */
function stage(places: (from: number) => number[] | Error) {
  const asked: number[] = [];
  const waiting = new Map<number, () => void>();
  const ahead = new PagesAhead({
    page: (after) => {
      const n = Number(after?.atMicros ?? 0);
      asked.push(n);
      return new Promise<CsvPage>((resolve) => {
        const next = n < last ? place(n + 1) : null;
        waiting.set(n, () => resolve({ lines: Buffer.from(`${n} `), rows: 1, amountMicro: 1n, next }));
      });
    },
    places: async (from) => {
      const found = places(Number(from.atMicros));
      if (found instanceof Error) throw found;
      return found.map(place);
    },
  });
  return { ahead, asked, waiting };
}

async function wholeOf({ ahead, asked, waiting }: ReturnType<typeof stage>) {
  let most = 0;
  let text = "";
  const letGo = () => {
    most = Math.max(most, waiting.size);
    // The one that was asked for last answers first.
    for (const [n, answer] of [...waiting].reverse()) {
      waiting.delete(n);
      answer();
    }
  };
  const answering = async (work: Promise<CsvPage>) => {
    let isDone = false;
    work.then(() => (isDone = true));
    while (!isDone) {
      await new Promise(setImmediate);
      letGo();
    }
    return work;
  };
  for (let page = await answering(ahead.first()); ; ) {
    text += page.lines;
    if (!page.next) break;
    ahead.expect(page.next);
    page = await answering(ahead.next(page.next));
  }
  return { text, most, asked };
}

const whole = "0 1 2 3 4 5 6 7 8 9 ";

describe("pages that are read ahead", () => {
  it("come in their order and once, two at a time", async () => {
    const { text, most, asked } = await wholeOf(stage((from) => [from + 1, from + 2].filter((n) => n <= last)));
    expect(text).toBe(whole);
    expect(most).toBe(2);
    expect(asked.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it.each([
    ["were wrong", (from: number) => [from + 3, from + 5]],
    ["were never found", () => []],
    ["could not be looked up", () => new Error("too long")],
  ])("are the same when the places they should begin at %s", async (_, places) => {
    const { text } = await wholeOf(stage(places));
    expect(text).toBe(whole);
  });

  it("are waited for by whoever leaves, and nothing is begun after that", async () => {
    const { ahead, asked, waiting } = stage((from) => [from + 1, from + 2]);
    ahead.first().catch(() => undefined);
    ahead.expect(place(1));
    let isLeft = false;
    const leaving = ahead.leave().then(() => (isLeft = true));
    await new Promise(setImmediate);
    expect(isLeft).toBe(false);
    for (const answer of waiting.values()) answer();
    await leaving;
    expect(asked).toEqual([0, 1]);
  });
});
