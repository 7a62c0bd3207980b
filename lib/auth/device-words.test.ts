import { describe, expect, it } from "vitest";
import { deviceWords } from "./device-words";

describe("deviceWords", () => {
  it.each([
    [
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0",
      { browser: "Edge", system: "Windows", isPhone: false },
    ],
    [
      "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36",
      { browser: "Chrome", system: "Android", isPhone: true },
    ],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
      { browser: "Safari", system: "iPhone", isPhone: true },
    ],
    [
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:143.0) Gecko/20100101 Firefox/143.0",
      { browser: "Firefox", system: "macOS", isPhone: false },
    ],
    ["curl/8.5.0", { browser: "curl", system: null, isPhone: false }],
    [null, { browser: null, system: null, isPhone: false }],
  ])("reads %j", (userAgent, words) => expect(deviceWords(userAgent)).toEqual(words));
});
