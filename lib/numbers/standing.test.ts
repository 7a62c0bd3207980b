import { describe, expect, it } from "vitest";
import { runway } from "@/lib/consumption/runway";
import { wholeCredits } from "@/lib/credits";
import { standingOf } from "./standing";

const now = new Date("2026-06-24T12:00:00Z");
const left = (credits: number, workspace: number, usesWorkspace: boolean) => {
  const leftMicro = wholeCredits(credits);
  const pace = { usedMicro: wholeCredits(300), daysWithUsage: 30, firstDay: "2026-01-01" as const };
  return standingOf({
    leftMicro,
    usesWorkspace,
    workspaceMicro: wholeCredits(workspace),
    runway: runway(leftMicro, pace, now, "Asia/Jakarta"),
  });
};

describe("how a number stands", () => {
  it("is ready with credits of its own, and ending when they last less than three days", () => {
    expect(left(100, 0, false)).toBe("ready");
    expect(left(20, 500, true)).toBe("ending");
  });

  it("goes on with the workspace's credits where it may and there are some", () => {
    expect(left(0, 5, true)).toBe("workspace");
    expect(left(0, 0, true)).toBe("out");
    expect(left(0, 5, false)).toBe("out");
  });
});
