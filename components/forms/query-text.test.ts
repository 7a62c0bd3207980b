import { expect, it } from "vitest";
import { queryText } from "./query-text";

const usual = "range=last-30";

it.each([
  [
    [
      ["q", ""],
      ["range", "last-30"],
      ["channel", ""],
    ],
    "",
  ],
  [
    [
      ["range", "last-7"],
      ["from", "2026-06-01"],
      ["to", ""],
    ],
    "range=last-7",
  ],
  [
    [
      ["range", "custom"],
      ["to", "2026-06-02"],
      ["from", "2026-06-01"],
    ],
    "from=2026-06-01&range=custom&to=2026-06-02",
  ],
  [
    [
      ["channel", "voice"],
      ["channel", "sms"],
      ["agent", "a b"],
    ],
    "agent=a+b&channel=sms&channel=voice",
  ],
] satisfies [[string, string][], string][])("%j asks for %s", (said, query) => {
  expect(queryText(said, usual)).toBe(query);
});
