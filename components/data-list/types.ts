import type { ReactNode } from "react";

export type SortDirection = "asc" | "desc";

export type DataListColumn = {
  id: string;
  header: string;
  /** Figures stand at the end, in tabular numerals. */
  align?: "start" | "end";
  /** The column names its row (`th scope="row"`). One per list. */
  rowHeader?: boolean;
  /** The header is for assistive technology only, as over a column of buttons. */
  headerHidden?: boolean;
  /** Where the cell stands in the two-line item of a phone: `menu` at its end, `actions` on a line below. */
  item?: "title" | "value" | "meta" | "detail" | "menu" | "actions" | "hidden";
  /** `true`: sorted in the browser by the rows' `sort` values. An address: the server sorts. */
  sort?: true | { href: string; direction?: SortDirection };
  /** Dates and figures do not break; the default for columns aligned to the end. */
  nowrap?: boolean;
  /** e.g. "w-40"; the others share what is left. */
  width?: string;
};

export type DataListRow = {
  key: string;
  /** Each cell may be drawn twice (table and list), so it carries no `id`. */
  cells: Record<string, ReactNode>;
  sort?: Record<string, string | number>;
  /** The row's page or drawer; the row header and the item's title lead there. */
  href?: string;
  current?: boolean;
  /** Rows of one key stand together on a phone, under a heading that stays in sight: a day, and what it comes to. */
  group?: { key: string; title: string; value: string };
};

export type DataListSelection = {
  /** The checkboxes post under this name with the row's key. */
  name: string;
  all: string;
  /** Names each row's box, by row key. */
  each: Record<string, string>;
};

export type DataListProps = {
  caption: string;
  captionHidden?: boolean;
  columns: readonly DataListColumn[];
  rows: readonly DataListRow[];
  /** Cells of the row of totals, by column. */
  totals?: Record<string, ReactNode>;
  selection?: DataListSelection;
  initialSort?: { column: string; direction: SortDirection };
};
