import { sql } from "drizzle-orm";
import { afterAll, expect, it } from "vitest";
import { closeConnections, database } from "@/db";
import { readRows, rowArray, text, textArray } from "./array-literal";

afterAll(() => closeConnections());

const texts = [
  "",
  "NULL",
  "null",
  "{}",
  "()",
  "a,b",
  'say "x"',
  "back\\slash",
  '\\"',
  "\\\\",
  " lead ",
  "line\nbreak",
  "é🙂",
  "'",
  null,
];

it("text comes through an array literal as it was, whatever it holds", async () => {
  const [row] = await database().execute<{ texts: string }>(
    sql`select to_json(${textArray(texts)}::text[])::text as texts`,
  );
  expect(JSON.parse(row?.texts ?? "")).toEqual(texts);
});

it("text comes through an array of rows as it was, whatever it holds and whatever stands beside it", async () => {
  const pairs = texts.map((content, i) => [content, texts.at(-1 - i) ?? null]);
  const rows = pairs.map(([scope, id]) => [text(scope), text(id), "2026-11-01", null]);
  const [row] = await database().execute<{ pairs: string }>(
    sql`select (select json_agg(json_build_array(scope, id)) from unnest(${rowArray(rows)}::text::books.counter[]))::text as pairs`,
  );
  expect(JSON.parse(row?.pairs ?? "")).toEqual(pairs);
});

it("numbers come through both ways, and nothing stays nothing", async () => {
  const rows = [
    [1, 0n, -1n, 9_223_372_036_854_775_807n, null, undefined, 5, 6, 7, null],
    [null, 0n, 0n, 0n, 0n, 0n, 0n, 0n, 0n, 8n],
  ];
  const [row] = await database().execute<{ rows: string; none: string }>(
    sql`select (${rowArray(rows)}::text::books.judged[])::text as rows, (${rowArray([])}::text::books.judged[])::text as none`,
  );
  expect(readRows(row?.rows ?? "")).toEqual(rows.map((fields) => fields.map((field) => field?.toString() ?? null)));
  expect(readRows(row?.none ?? "")).toEqual([]);
});
