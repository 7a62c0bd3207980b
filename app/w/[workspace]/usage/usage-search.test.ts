import { describe, expect, it } from "vitest";
import { usageHref, usageView } from "./usage-search";

const today = "2026-06-24";
const key = "01970000-0000-7000-8000-000000000001";

describe("the address of the usage page", () => {
  it.each([
    [{}, "last-30", "2026-05-26", "2026-06-24"],
    [{ range: "today" }, "today", "2026-06-24", "2026-06-24"],
    [{ range: "yesterday" }, "yesterday", "2026-06-23", "2026-06-23"],
    [{ range: "last-7" }, "last-7", "2026-06-18", "2026-06-24"],
    [{ range: "this-month" }, "this-month", "2026-06-01", "2026-06-24"],
    [{ range: "last-month" }, "last-month", "2026-05-01", "2026-05-31"],
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
  });

  it("comes back as it was, and begins at the first page when the filter changes", () => {
    const given = {
      range: "last-7",
      channel: ["sms", "voice"],
      q: "923",
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
    expect(again(usageHref(view, { range: "custom", from: "2026-06-02", to: "2026-06-03" }))).toMatchObject({
      range: "custom",
      filter: { from: "2026-06-02", to: "2026-06-03" },
    });
  });
});
