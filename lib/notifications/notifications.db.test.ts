import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { closeConnections, inSystem, systemDatabase } from "@/db";
import { notifications } from "@/db/schema/work";
import type { Context, UserId } from "@/lib/context";
import { countUnread, listNotifications } from "./data";
import { finishNotice } from "./finish";
import { markAllRead, markRead } from "./mark-read";
import { notify } from "./notify";
import { as, everyNotification, noon, queuedJobs, teamOf } from "./testing";

afterAll(() => closeConnections());
beforeEach(() => inSystem(systemDatabase(), (tx) => tx.delete(notifications)));

const timeZone = "Africa/Luanda";
const joined = (effectKey: string) =>
  ({ kind: "member_joined", values: { person: "Rui", role: "viewer" }, effectKey }) as const;
const expired = (effectKey: string) =>
  ({ kind: "invitation_expired", values: { address: "rui@x.example" }, effectKey }) as const;
const tell = (ctx: Context, to: UserId, effectKey: string, when: string) =>
  notify({ ...ctx, now: new Date(when) }, [to], joined(effectKey));
const keysOf = (rows: Array<{ id: string }>, all: Array<{ id: string; effectKey: string }>) =>
  rows.map((row) => all.find(({ id }) => id === row.id)?.effectKey);

describe("a notification", () => {
  it("is told to each person once, also when two say it at the same moment", async () => {
    const { ctx, people } = await teamOf("owner", "admin");
    const both = [people.owner, people.admin];
    const told = await Promise.all([notify(ctx, both, joined("a")), notify(ctx, [...both].reverse(), joined("a"))]);
    expect(told.flat().sort()).toEqual([...both].sort());
    expect(await everyNotification()).toHaveLength(2);
  });

  it("repeated by mail names its own id, in the reader's language, and is mailed once", async () => {
    const { ctx, people } = await teamOf("owner");
    const letter = () => ({ template: "member-removed", props: { workspace: "Kianda", by: "Ana" } }) as const;
    await notify(ctx, [people.owner], joined("mailed"), letter);
    await notify(ctx, [people.owner], joined("mailed"), letter);
    const [row] = await everyNotification();
    const mails = (await queuedJobs()).filter((job) => job.task === "mail.send");
    expect(mails).toHaveLength(1);
    expect(mails[0]?.payload).toMatchObject({ locale: "pt", reference: row?.id, to: { name: "owner" } });
  });

  it("is seen by its reader in its workspace only", async () => {
    const { ctx, people } = await teamOf("owner", "admin");
    const other = await teamOf("owner");
    await notify(ctx, [people.owner], joined("mine"));
    const seen = async (context: Context) => (await listNotifications(context, { timeZone })).today.length;
    expect(await seen(as(ctx, people.owner))).toBe(1);
    expect(await seen(as(ctx, people.admin))).toBe(0);
    expect(await seen(as(other.ctx, people.owner))).toBe(0);
    await expect(countUnread(ctx)).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("the list", () => {
  it("keeps what needs action on top until it is done, and splits the rest at the workspace's midnight", async () => {
    const { ctx, people } = await teamOf("owner");
    const reader = as(ctx, people.owner);
    // Midnight in Luanda is 23:00 UTC of the day before.
    await tell(ctx, people.owner, "yesterday", "2026-06-23T22:59:59Z");
    await tell(ctx, people.owner, "today", "2026-06-23T23:00:00Z");
    await notify({ ...ctx, now: new Date("2026-06-20T10:00:00Z") }, [people.owner], expired("old"));
    const all = await everyNotification();
    const page = await listNotifications(reader, { timeZone });
    expect(keysOf(page.needsAction, all)).toEqual(["old"]);
    expect(keysOf(page.today, all)).toEqual(["today"]);
    expect(keysOf(page.earlier, all)).toEqual(["yesterday"]);

    await markAllRead(reader);
    expect(keysOf((await listNotifications(reader, { timeZone })).needsAction, all)).toEqual(["old"]);
    await finishNotice(ctx, "old");
    const after = await listNotifications(reader, { timeZone });
    expect(after.needsAction).toEqual([]);
    expect(keysOf(after.earlier, all)).toEqual(["yesterday", "old"]);
  });

  it("shows every row exactly once from page to page, newest first", async () => {
    const { ctx, people } = await teamOf("owner");
    for (let n = 0; n < 65; n++) {
      await tell(ctx, people.owner, `n${n}`, new Date(noon.getTime() - n * 60_000).toISOString());
    }
    const all = await everyNotification();
    const seen: Array<string | undefined> = [];
    let after: string | undefined;
    let pages = 0;
    do {
      const page = await listNotifications(as(ctx, people.owner), { timeZone, after });
      seen.push(...keysOf([...page.today, ...page.earlier], all));
      after = page.next ?? undefined;
      pages += 1;
    } while (after);
    expect(pages).toBe(3);
    expect(seen).toEqual(Array.from({ length: 65 }, (_, n) => `n${n}`));
  });

  it("counts what is unread, and reading one or all is the reader's own affair", async () => {
    const { ctx, people } = await teamOf("owner", "admin");
    for (const key of ["a", "b", "c"]) await notify(ctx, [people.owner, people.admin], joined(key));
    const [owner, admin] = [as(ctx, people.owner), as(ctx, people.admin)];
    const [first] = (await listNotifications(owner, { timeZone })).today;
    await markRead(owner, first?.id ?? "");
    expect([await countUnread(owner), await countUnread(admin)]).toEqual([2, 3]);
    await markRead(admin, first?.id ?? "");
    expect(await countUnread(admin)).toBe(3);
    expect((await listNotifications(owner, { timeZone, unreadOnly: true })).today).toHaveLength(2);
    await markAllRead(owner);
    expect([await countUnread(owner), await countUnread(admin)]).toEqual([0, 3]);
  });
});
