import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { DataList } from "./data-list";
import type { DataListColumn, DataListRow } from "./types";

const columns: DataListColumn[] = [
  { id: "channel", header: "Channel", rowHeader: true, sort: true },
  { id: "credits", header: "Credits", align: "end", sort: true },
  { id: "share", header: "Share", align: "end", item: "detail" },
];

const rows: DataListRow[] = [
  ["sms", "SMS", "900,0", 900],
  ["voice", "Voice", "6 105,0", 6105],
  ["email", "Email", "2 904,5", 2904.5],
].map(([key, channel, credits, value]) => ({
  key: String(key),
  cells: { channel, credits, share: "1%" },
  sort: { channel: String(channel), credits: Number(value) },
}));

const html = (props: Partial<Parameters<typeof DataList>[0]> = {}) =>
  renderToStaticMarkup(<DataList caption="By channel" columns={columns} rows={rows} {...props} />);

function order(markup: string) {
  return ["SMS", "Voice", "Email"].sort((a, b) => markup.indexOf(a) - markup.indexOf(b));
}

test("the server sends one table with caption and scopes, and the same rows as a list", () => {
  const [table = "", list = ""] = html().split('data-view="list"');
  expect(table.match(/<table/g)).toHaveLength(1);
  expect(table).toContain(">By channel</caption>");
  expect(table.match(/<th scope="col"/g)).toHaveLength(3);
  expect(table.match(/<th scope="row"/g)).toHaveLength(3);
  expect(list.match(/<li/g)).toHaveLength(3);
  expect(order(list)).toEqual(order(table));
});

test("only the sorted column says so, and its rows are in that order in both views", () => {
  const markup = html({ initialSort: { column: "credits", direction: "desc" } });
  expect(markup.match(/aria-sort/g)).toHaveLength(1);
  expect(markup).toContain('aria-sort="descending"');
  for (const view of markup.split('data-view="list"')) expect(order(view)).toEqual(["Voice", "Email", "SMS"]);
});

test("numbers are sorted as numbers", () => {
  expect(order(html({ initialSort: { column: "credits", direction: "asc" } }))).toEqual(["SMS", "Email", "Voice"]);
});

test("a column the server sorts carries a link, and the order that came is kept", () => {
  const byServer = columns.map((column) =>
    column.id === "credits" ? { ...column, sort: { href: "?sort=credits", direction: "asc" as const } } : column,
  );
  const markup = html({ columns: byServer });
  expect(markup).toContain('href="?sort=credits"');
  expect(markup).toContain('aria-sort="ascending"');
  expect(order(markup)).toEqual(["SMS", "Voice", "Email"]);
});

test("each box of a selection is named and posts its row's key", () => {
  const selection = { name: "who", all: "Select all", each: { sms: "Select SMS" } };
  const markup = html({ selection });
  expect(markup).toMatch(/type="checkbox" aria-label="Select SMS"[^>]*/);
  expect(markup).toMatch(/name="who"[^>]*value="sms"/);
});
