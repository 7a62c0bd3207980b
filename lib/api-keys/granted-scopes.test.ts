import { describe, expect, it } from "vitest";
import { grantedScopes, scopesKept } from "./granted-scopes";

const both = ["usage:read", "recipients:read"];

describe("seeing recipients in full", () => {
  it("is granted by owners and admins, and by no developer, not even by hand", () => {
    expect(grantedScopes("owner", both)).toEqual(both);
    expect(grantedScopes("admin", both)).toEqual(both);
    expect(grantedScopes("developer", both)).toEqual(["usage:read"]);
  });

  it("stays when a developer changes something else, and ends when an admin unticks it", () => {
    expect(grantedScopes("developer", ["usage:read", "holds:write"], both)).toEqual([...both, "holds:write"]);
    expect(grantedScopes("admin", ["usage:read"], both)).toEqual(["usage:read"]);
  });

  it("goes with reading usage, so that a developer cannot add the one to the other", () => {
    expect(grantedScopes("owner", ["recipients:read", "usage:write"])).toEqual(["usage:write"]);
    expect(grantedScopes("developer", ["usage:write"], both)).toEqual(["usage:write"]);
  });

  it("ends when a developer takes a new secret, and is not gained when an admin does", () => {
    expect(scopesKept("developer", both)).toEqual(["usage:read"]);
    expect(scopesKept("admin", both)).toEqual(both);
    expect(scopesKept("admin", ["usage:read"])).toEqual(["usage:read"]);
  });
});
