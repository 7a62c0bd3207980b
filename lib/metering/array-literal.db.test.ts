import { sql } from "drizzle-orm";
import { afterAll, expect, it } from "vitest";
import { closeConnections, database } from "@/db";
import { plainArray, readArray, textArray } from "./array-literal";

afterAll(() => closeConnections());

it("text comes through an array literal as it was, whatever it holds", async () => {
  const texts = [
    "",
    "NULL",
    "null",
    "{}",
    "a,b",
    'say "x"',
    "back\\slash",
    '\\"',
    " lead",
    "line\nbreak",
    "é🙂",
    "'",
    null,
  ];
  const [row] = await database().execute<{ texts: string }>(
    sql`select to_json(${textArray(texts)}::text[])::text as texts`,
  );
  expect(JSON.parse(row?.texts ?? "")).toEqual(texts);
});

it("numbers come through both ways, and nothing stays nothing", async () => {
  const numbers = [0n, -1n, 9_223_372_036_854_775_807n, null];
  const [row] = await database().execute<{ numbers: string; none: string }>(
    sql`select (${plainArray(numbers)}::bigint[])::text as numbers, (${plainArray([])}::int[])::text as none`,
  );
  expect(readArray(row?.numbers ?? "").map((item) => item && BigInt(item))).toEqual(numbers);
  expect(readArray(row?.none ?? "")).toEqual([]);
});
