import { afterAll, beforeAll, expect, it } from "vitest";
import { closeConnections } from "@/db";
import { closeHot } from "@/db/hot";
import { forgetRates, loadRateBook } from "@/lib/rates/data";
import { forgetPlace, loadPlace } from "./place";
import { prepareBooks, workspaceWith } from "./testing";

beforeAll(() => prepareBooks());
afterAll(async () => {
  await closeHot();
  await closeConnections();
});

it("the first callers of a process share one look at the rates and one at the place, also when those are outdated", async () => {
  const ctx = await workspaceWith();
  const many = <T>(load: () => Promise<T>) => Promise.all(Array.from({ length: 200 }, load));
  const look = async () => [await many(() => loadRateBook(ctx)), await many(() => loadPlace(ctx))] as const;
  const [books, places] = await look();
  // Whoever reads for itself holds a copy of its own.
  expect([new Set(books).size, new Set(places).size]).toEqual([1, 1]);

  const [[book], [place]] = [books, places];
  const again = await Promise.all([
    many(async () => {
      if (book) forgetRates(ctx.workspaceId, book);
      return loadRateBook(ctx);
    }),
    many(async () => {
      if (place) forgetPlace(ctx.workspaceId, place);
      return loadPlace(ctx);
    }),
  ]);
  expect(again.map((all) => new Set<unknown>(all).size)).toEqual([1, 1]);
  expect(again[0][0]).not.toBe(book);
  expect(again[1][0]).not.toBe(place);
});
