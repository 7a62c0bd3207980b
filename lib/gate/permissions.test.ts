import { describe, expect, it } from "vitest";
import { may, mayAssign, roles } from "./permissions";

describe("roles", () => {
  it("let nobody but owners and admins change the team", () => {
    expect(roles.filter((role) => may(role, "team:write"))).toEqual(["owner", "admin"]);
  });

  it("keep company details from developers and viewers", () => {
    expect(roles.filter((role) => may(role, "company:read"))).toEqual(["owner", "admin", "finance"]);
  });

  it("never let an admin make, change or remove an owner", () => {
    expect(mayAssign("admin", { to: "owner" })).toBe(false);
    expect(mayAssign("admin", { from: "owner", to: "viewer" })).toBe(false);
    expect(mayAssign("admin", { from: "viewer", to: "finance" })).toBe(true);
    expect(mayAssign("owner", { from: "owner", to: "viewer" })).toBe(true);
    for (const role of ["finance", "developer", "viewer"] as const) {
      expect(mayAssign(role, { from: "viewer", to: "viewer" })).toBe(false);
    }
  });
});
