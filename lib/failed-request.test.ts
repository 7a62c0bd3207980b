import type { Instrumentation } from "next";
import { describe, expect, it } from "vitest";
import { failedRequest } from "./failed-request";
import { makeLog } from "./log";

const context: Parameters<Instrumentation.onRequestError>[2] = {
  routerKind: "App Router",
  routePath: "/w/[workspace]/overview",
  routeType: "render",
  renderSource: "react-server-components",
  revalidateReason: undefined,
};

function lineOf(error: unknown, headers: Record<string, string | string[]> = {}): Record<string, unknown> {
  const lines: string[] = [];
  const log = makeLog({ write: (text: string) => void lines.push(text) });
  const request = { path: "/w/kianda/overview?token=tok_1", method: "GET", headers };
  log.error(failedRequest(error, request, context), "request failed");
  return JSON.parse(lines.join(""));
}

describe("the line of a failed request", () => {
  it("holds the reference the error page shows, beside the request and the error", () => {
    const error = Object.assign(new Error("the books are closed"), { digest: "2947215093" });
    expect(lineOf(error, { "x-request-id": "req_1" })).toMatchObject({
      level: "error",
      digest: "2947215093",
      request_id: "req_1",
      route: "/w/[workspace]/overview",
      kind: "render",
      err: { message: "the books are closed" },
    });
  });

  it("leaves the reference as it is shown, also with the framework's own mark on it", () => {
    expect(lineOf(Object.assign(new Error("broken"), { digest: "2947215093@E394" })).digest).toBe("2947215093@E394");
  });

  it("is written for whatever was thrown", () => {
    for (const thrown of [new Error("no digest"), "a word", null, undefined, 7, { digest: 7 }]) {
      const line = lineOf(thrown, { "x-request-id": ["req_1", "req_2"] });
      expect(line).toMatchObject({ level: "error", request_id: "req_1", msg: "request failed" });
      expect(line).not.toHaveProperty("digest");
    }
  });
});
