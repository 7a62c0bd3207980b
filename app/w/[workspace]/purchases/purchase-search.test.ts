import { expect, it } from "vitest";
import { purchasesQuery, purchaseView } from "./purchase-search";

const view = purchaseView({
  tab: "waiting",
  from: "2026-06-30",
  to: "2026-06-01",
  q: " KIA 2026/1 ",
  after: "nonsense",
});

it("reads tab, days in order and what is looked for; what cannot be read narrows nothing", () => {
  expect(view).toEqual({
    tab: "waiting",
    from: "2026-06-01",
    to: "2026-06-30",
    q: "KIA 2026/1",
    after: null,
    skipped: 0,
  });
  expect(purchaseView({ tab: "other", from: "31.12.2026", skipped: "-1" })).toMatchObject({
    tab: "all",
    from: null,
    skipped: 0,
  });
});

it("an address of a further page is read back, and another tab begins at its first", () => {
  const after = { at: new Date("2026-06-24T12:00:00.123Z"), id: `pur_${"0".repeat(26)}` };
  const query = purchasesQuery(view, { after, skipped: 50 });
  expect(purchaseView(Object.fromEntries(new URLSearchParams(query)))).toEqual({ ...view, after, skipped: 50 });
  expect(purchasesQuery(view, { tab: "all" })).toBe("?from=2026-06-01&to=2026-06-30&q=KIA+2026%2F1");
});
