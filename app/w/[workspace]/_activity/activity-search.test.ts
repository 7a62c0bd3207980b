import { describe, expect, it } from "vitest";
import { activityHref, activityView, type Given } from "./activity-search";

const place = { today: "2026-06-24", timeZone: "Africa/Luanda", pockets: ["main", "sales"] } as const;
const read = (given: Given) => activityView(given, place);

describe("the address of a statement", () => {
  it("is this month up to today where it says nothing", () => {
    expect(read({})).toMatchObject({
      show: "days",
      month: "2026-06",
      period: { from: "2026-06-01", to: "2026-06-24", pocket: "main" },
      unread: [],
    });
  });

  it("names a whole month, also a leap year's February", () => {
    expect(read({ range: "2024-02" }).period).toMatchObject({ from: "2024-02-01", to: "2024-02-29" });
  });

  it("names days, a year of them at most, and never the wrong way round", () => {
    const days = (from: string, to: string) => read({ range: "custom", from, to }).period;
    expect(days("2026-05-10", "2026-06-02")).toMatchObject({ from: "2026-05-10", to: "2026-06-02" });
    expect(days("2026-06-02", "2026-05-10")).toMatchObject({ from: "2026-05-10", to: "2026-06-02" });
    expect(days("2020-01-01", "2026-06-02")).toMatchObject({ from: "2025-06-02", to: "2026-06-02" });
  });

  it("leaves out what cannot be read, and says so", () => {
    const view = read({ range: "2026-13", pocket: "theirs", item: "x", show: "everything" });
    expect(view).toMatchObject({ month: "2026-06", item: null, show: "days", period: { pocket: "main" } });
    expect(view.unread.toSorted()).toEqual(["item", "pocket", "range", "show"]);
  });

  it.each(["0000-01", "0001-01", "3000-01", "9999-12"])(
    "leaves out %s, a year that nobody can have been charged in",
    (month) => {
      expect(read({ range: month })).toMatchObject({ month: "2026-06", unread: ["range"] });
      expect(read({ range: "custom", from: `${month}-01`, to: `${month}-02` }).unread.toSorted()).toEqual([
        "from",
        "to",
      ]);
    },
  );

  it("comes back as it was read", () => {
    const views = [
      read({ show: "entries", range: "2026-05", after: "41", skipped: "50", item: "40", pocket: "sales" }),
      read({ range: "custom", from: "2026-05-10", to: "2026-06-02", show: "balance", at: "2026-05-11T10:00" }),
    ];
    for (const view of views) {
      expect(read(Object.fromEntries(new URLSearchParams(activityHref(view))))).toEqual(view);
    }
  });

  it("begins at the first page again when something else is shown", () => {
    const view = read({ show: "entries", after: "41", skipped: "50", item: "40" });
    expect(activityHref(view, { range: "2026-05" })).toBe("?show=entries&range=2026-05");
    expect(activityHref(view, { item: "39" })).toContain("after=41");
  });
});
