import { describe, expect, it } from "vitest";
import { type AuditContent, lineHash } from "./chain";

const key = Buffer.alloc(32, 7);
const line: AuditContent = {
  workspaceId: "ws_1",
  seq: 1,
  at: new Date("2026-06-24T10:00:00Z"),
  actor: "user:usr_1",
  action: "team.change_role",
  target: "usr_2",
  before: { role: "viewer" },
  after: { role: "finance", since: { day: 1, month: 2 } },
  requestId: "req_1",
};

describe("the audit chain", () => {
  it("does not care in which order a database returns the keys of a value", () => {
    const reordered = { ...line, after: { since: { month: 2, day: 1 }, role: "finance" } };
    expect(lineHash(key, "x", reordered)).toBe(lineHash(key, "x", line));
  });

  it("changes with every part of a line and with the line before", () => {
    const changed: Partial<AuditContent>[] = [
      { workspaceId: "ws_2" },
      { seq: 2 },
      { at: new Date("2026-06-24T10:00:00.001Z") },
      { actor: "user:usr_9" },
      { action: "team.remove" },
      { target: "usr_3" },
      { before: null },
      { after: { role: "owner" } },
      { requestId: "req_2" },
    ];
    const hashes = changed.map((change) => lineHash(key, "x", { ...line, ...change }));
    hashes.push(lineHash(key, "y", line), lineHash(Buffer.alloc(32, 8), "x", line), lineHash(key, "x", line));
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});
