import { expect, test } from "vitest";
import { chipsOnTwoLines } from "./chip-lines";

const clear = "Clear all";

test("chips that fit on two lines all show", () => {
  expect(chipsOnTwoLines([], clear)).toBe(0);
  expect(chipsOnTwoLines(["Channel: SMS"], clear)).toBe(1);
  expect(chipsOnTwoLines(["Channel: SMS", "Channel: Voice"], clear)).toBe(2);
});

test("of more than that, so many show that the rest's count and the way out still fit", () => {
  const chips = ["SMS", "WhatsApp", "Voice", "Email", "Telegram", "Slack"].map((name) => `Channel: ${name}`);
  expect(chipsOnTwoLines(chips, clear)).toBe(3);
  expect(chipsOnTwoLines(chips.slice(0, 3), clear)).toBe(3);
});

test("a single chip that fills a line leaves the second for the way out, and a second one waits", () => {
  const long = "Agent: Assistente de reservas e cancelamentos da região norte";
  expect(chipsOnTwoLines([long], clear)).toBe(1);
  expect(chipsOnTwoLines([long, long], clear)).toBe(1);
});
