import { afterAll, describe, expect, it } from "vitest";
import { database } from "@/db";
import { closeStage, someone, workspaceWith } from "@/lib/team/testing";
import { may, type Permission, type Role, roles } from "./permissions";
import type { Opened } from "./viewer";
import { openWorkspace } from "./workspace";

afterAll(closeStage);

/** Written out, so that a change of the rules has to be said twice. */
const promised: Record<Permission, string> = {
  "balance:read": "owner admin finance developer viewer",
  "notifications:read": "owner admin finance developer viewer",
  "workspace:read": "owner admin finance developer viewer",
  "workspace:write": "owner admin",
  "company:read": "owner admin finance",
  "company:write": "owner admin finance",
  "team:read": "owner admin finance",
  "team:write": "owner admin",
  "team:leave": "owner admin finance developer viewer",
  "audit:read": "owner admin finance",
  "recipients:read": "owner admin finance",
  "activity:read": "owner admin finance",
  "recipients:erase": "owner admin",
  "usage:read": "owner admin finance developer",
  "credits:buy": "owner admin",
  "purchases:read": "owner admin finance",
  "cards:write": "owner admin",
  "books:read": "owner admin finance",
  "books:check": "owner admin",
  "api-keys:read": "owner admin developer",
  "api-keys:write": "owner admin developer",
};

const openedAs = (identity: Opened["identity"], id: Opened["viewer"]["id"]): Opened => ({
  identity,
  viewer: {
    id,
    sessionId: "ses_test",
    email: "",
    name: "",
    locale: "en",
    formatLocale: null,
    theme: "system",
    singleKeyShortcuts: true,
    usageColumns: [],
    isOperator: false,
    lastWorkspaceId: null,
    hasPassword: false,
  },
});

describe("the gate", () => {
  it("gives members of every role exactly what their role was promised", async () => {
    const { slug, members } = await workspaceWith(roles);
    const found: Record<string, Role[]> = {};
    for (const { userId, ctx } of members) {
      const identity = { actor: ctx.actor, now: ctx.now, db: database(), requestId: "req_test" };
      const { role } = await openWorkspace(openedAs(identity, userId), slug);
      for (const permission of Object.keys(promised) as Permission[]) {
        if (may(role, permission)) found[permission] = [...(found[permission] ?? []), role];
      }
    }
    const told = Object.fromEntries(
      Object.entries(found).map(([permission, holders]) => [permission, holders.join(" ")]),
    );
    expect(told).toEqual(promised);
  });

  it("tells a stranger the same of a workspace that exists and of one that does not", async () => {
    const { slug } = await workspaceWith();
    const stranger = await someone();
    const opened = openedAs(stranger, stranger.actor.id);
    for (const wanted of [slug, "never-made"]) {
      await expect(openWorkspace(opened, wanted)).rejects.toMatchObject({ code: "not_found", key: "not_found" });
    }
  });
});
