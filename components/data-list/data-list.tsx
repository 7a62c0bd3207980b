"use client";

import { DataTable } from "./data-table";
import { ItemList } from "./item-list";
import type { DataListProps } from "./types";
import { useDataList } from "./use-data-list";
import { useView } from "./use-view";

/**
 * A table from 640 px, a list of two-line items below and wherever the text is so large that a table has no room. The
 * server sends both, since it knows no widths; once the browser has told, only the one in view keeps its content, so
 * that no control exists twice.
 */
export function DataList(props: DataListProps) {
  const table = useDataList(props);
  const { box, view } = useView();
  return (
    <div ref={box} className="@container">
      <div data-view="table" className="hidden sm:@min-[31rem]:block">
        {view !== "list" && <DataTable {...props} table={table} />}
      </div>
      <div data-view="list" className="sm:@min-[31rem]:hidden">
        {view !== "table" && <ItemList {...props} table={table} />}
      </div>
    </div>
  );
}
