import { expect, it } from "vitest";
import { pauseBefore, watchedMs } from "./watch-schedule";

it("asks every second ten times, every other second thirty times, then every five, for five minutes", () => {
  let at = 0;
  const asked: number[] = [];
  for (at += pauseBefore(0); at <= watchedMs; at += pauseBefore(asked.length)) asked.push(at);
  expect([asked[9], asked[39], asked[40]]).toEqual([10_000, 70_000, 75_000]);
  expect(asked.length).toBe(10 + 30 + 46);
});
