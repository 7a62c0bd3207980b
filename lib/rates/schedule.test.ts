import { expect, it } from "vitest";
import type { RateCard } from "./rate";
import { scheduleOf } from "./schedule";

const card = (id: string, starts: string): RateCard => ({ id, name: id, startsAt: new Date(starts), rates: [] });

it("the schedule has the card in force and those to come, each ended by the next, and none that is over", () => {
  const catalogue = [card("c", "2026-09-01"), card("b", "2026-05-01"), card("a", "2026-01-01")];
  const agreement = [card("mine", "2026-07-01")];
  const told = scheduleOf({ version: "1", agreement, catalogue }, new Date("2026-06-24"));
  expect(told.map(({ id, kind, status, endsAt }) => [id, kind, status, endsAt?.toISOString().slice(0, 10)])).toEqual([
    ["mine", "agreement", "scheduled", undefined],
    ["b", "catalogue", "in_force", "2026-09-01"],
    ["c", "catalogue", "scheduled", undefined],
  ]);
});
