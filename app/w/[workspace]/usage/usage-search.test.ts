import { describe, expect, it } from "vitest";
import { daysBefore, usageHref, usageView, viewText } from "./usage-search";

const cycles = [
  { from: "2026-06-05", to: "2026-06-24" },
  { from: "2026-05-05", to: "2026-06-04" },
] as const;
const today = { today: "2026-06-24", cycles, first: null } as const;
const key = "01970000-0000-7000-8000-000000000001";

describe("the address of the usage page", () => {
  it.each([
    [{}, "last-30", "2026-05-26", "2026-06-24"],
    [{ range: "today" }, "today", "2026-06-24", "2026-06-24"],
    [{ range: "yesterday" }, "yesterday", "2026-06-23", "2026-06-23"],
    [{ range: "last-7" }, "last-7", "2026-06-18", "2026-06-24"],
    [{ range: "this-month" }, "this-month", "2026-06-01", "2026-06-24"],
    [{ range: "last-month" }, "last-month", "2026-05-01", "2026-05-31"],
    [{ range: "this-cycle" }, "this-cycle", "2026-06-05", "2026-06-24"],
    [{ range: "last-cycle" }, "last-cycle", "2026-05-05", "2026-06-04"],
    [{ range: "nonsense" }, "last-30", "2026-05-26", "2026-06-24"],
    [{ from: "2026-06-01", to: "2026-06-10" }, "custom", "2026-06-01", "2026-06-10"],
    [{ range: "last-7", from: "2026-06-01", to: "2026-06-10" }, "last-7", "2026-06-18", "2026-06-24"],
    [{ range: "custom", from: "2026-06-10", to: "2026-06-01" }, "custom", "2026-06-01", "2026-06-01"],
    [{ range: "custom", from: "2020-01-01" }, "custom", "2025-06-24", "2026-06-24"],
  ])("%o is %s, from %s to %s", (given, range, from, to) => {
    expect(usageView(given, today)).toMatchObject({ range, filter: { from, to } });
  });

  it("names what cannot be read, and lets it narrow nothing", () => {
    const view = usageView({ channel: ["sms", "pigeon"], min: "0x10", agent: "", q: "+244 923" }, today);
    expect(view.unread).toEqual(["channel", "min"]);
    expect(view.filter).toEqual({ q: "+244 923", from: "2026-05-26", to: "2026-06-24" });
    expect(usageView({ after: "../etc", item: "1_2" }, today)).toMatchObject({ after: null, item: null });
    const dashes = { after: `1_${"-".repeat(36)}`, item: `1_${"0".repeat(32)}----` };
    expect(usageView(dashes, today)).toMatchObject({ after: null, item: null });
  });

  it("falls back to thirty days where there is no plan, and reads lists that were typed", () => {
    const alone = { today: "2026-06-24", cycles: [], first: null } as const;
    expect(usageView({ range: "this-cycle" }, alone).range).toBe("last-30");
    const view = usageView({ country: "AO, BR", feature: ["campaigns"], size: "200", compare: "before" }, alone);
    expect(view).toMatchObject({ size: 200, compare: true, filter: { country: ["AO", "BR"], feature: ["campaigns"] } });
    expect(viewText(view)).toBe("compare=before&country=AO%2C+BR&feature=campaigns&size=200");
    expect(usageView({ size: "1000000" }, alone).size).toBe(50);
  });

  it("knows all dates only where something is searched for, since the log began", () => {
    const calendar = { today: "2026-06-24", cycles: [], first: "2021-03-04" } as const;
    expect(usageView({ range: "all", q: "+244" }, calendar).filter).toMatchObject({
      from: "2021-03-04",
      to: "2026-06-24",
    });
    expect(usageView({ range: "all" }, today).range).toBe("last-30");
  });

  it.each([
    [{ range: "today" }, "2026-06-23", "2026-06-23"],
    [{ range: "last-7" }, "2026-06-11", "2026-06-17"],
    [{ range: "this-month" }, "2026-05-01", "2026-05-24"],
    [{ range: "last-month" }, "2026-04-01", "2026-04-30"],
    [{ range: "custom", from: "2026-06-03", to: "2026-06-04" }, "2026-06-01", "2026-06-02"],
  ])("%o is held against %s to %s", (given, from, to) => {
    expect(daysBefore(usageView(given, today))).toEqual({ from, to });
  });

  it("holds the end of a long month against the whole of a short one", () => {
    const march = { today: "2026-03-31", cycles: [], first: null } as const;
    expect(daysBefore(usageView({ range: "this-month" }, march))).toEqual({ from: "2026-02-01", to: "2026-02-28" });
  });

  it("comes back as it was, and begins at the first page when the filter changes", () => {
    const given = {
      range: "last-7",
      channel: ["sms", "voice"],
      q: "923",
      sort: "-credits",
      after: `5_${key}`,
      skipped: "50",
      item: `7_${key}`,
    };
    const view = usageView(given, today);
    const again = (href: string) => {
      const query = new URLSearchParams(href);
      return usageView(Object.fromEntries([...query.keys()].map((name) => [name, query.getAll(name)])), today);
    };
    expect(again(usageHref(view))).toEqual(view);
    expect(again(usageHref(view, { item: null }))).toEqual({ ...view, item: null });
    expect(again(usageHref(view, { channel: ["sms"] }))).toEqual({
      ...view,
      filter: { ...view.filter, channel: ["sms"] },
      after: null,
      skipped: 0,
      item: null,
    });
    expect(again(usageHref(view, { sort: "time" }))).toMatchObject({ sort: "time", after: null, skipped: 0 });
    expect(usageHref(view, { sort: "-time" })).not.toContain("sort");
    expect(usageView({ sort: "price" }, today).sort).toBe("-time");
    expect(again(usageHref(view, { range: "custom", from: "2026-06-02", to: "2026-06-03" }))).toMatchObject({
      range: "custom",
      filter: { from: "2026-06-02", to: "2026-06-03" },
    });
  });
});
