import { expect, test } from "vitest";
import { balanceScale } from "./scale";

const credits = (n: number) => BigInt(n) * 1_000_000n;

test("the scale ends at the 90-day peak, or at the balance when that is higher", () => {
  expect(balanceScale({ availableMicro: credits(40), peakMicro: credits(75) }).endMicro).toBe(credits(75));
  expect(balanceScale({ availableMicro: credits(90), peakMicro: credits(75) }).endMicro).toBe(credits(90));
});

test("fill, hold and pending follow one another and never pass the end", () => {
  const scale = balanceScale({
    availableMicro: credits(60),
    heldMicro: credits(15),
    pendingMicro: credits(25),
    peakMicro: credits(10),
  });
  expect(scale).toMatchObject({ fill: 60, held: 15, pending: 25, endMicro: credits(100) });
});

test("ticks stand where their threshold lies", () => {
  const { ticks } = balanceScale({
    availableMicro: credits(48_250),
    peakMicro: credits(75_000),
    thresholds: [
      { kind: "alert", atMicro: credits(5_000), label: "Alert" },
      { kind: "recharge", atMicro: credits(12_000), label: "Recharge" },
    ],
  });
  expect(ticks.map(({ kind, at }) => [kind, at])).toEqual([
    ["alert", 6.66],
    ["recharge", 16],
  ]);
});

test("a threshold above the scale stands at its end", () => {
  const { ticks } = balanceScale({
    availableMicro: credits(10),
    thresholds: [{ kind: "alert", atMicro: credits(60), label: "Alert" }],
  });
  expect(ticks[0]?.at).toBe(100);
});

test("nothing bought yet draws an empty line", () => {
  expect(balanceScale({ availableMicro: 0n })).toMatchObject({ fill: 0, held: 0, pending: 0, endMicro: 0n });
});

test("debt is no negative fill", () => {
  expect(balanceScale({ availableMicro: -credits(5), peakMicro: credits(10) }).fill).toBe(0);
});
