"use client";

import {
  type ColumnDef,
  columnVisibilityFeature,
  createSortedRowModel,
  rowSelectionFeature,
  rowSortingFeature,
  sortFn_basic,
  sortFn_text,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { useMemo } from "react";
import type { DataListColumn, DataListProps, DataListRow } from "./types";

const features = tableFeatures({
  columnVisibilityFeature,
  rowSelectionFeature,
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { basic: sortFn_basic, text: sortFn_text },
});

export function useDataList({ columns, rows, initialSort }: DataListProps) {
  const definitions = useMemo(() => columns.map((column) => define(column, rows)), [columns, rows]);
  const data = useMemo(() => [...rows], [rows]);
  const serverSorted = columns.some((column) => typeof column.sort === "object");
  return useTable({
    features,
    columns: definitions,
    data,
    getRowId: (row) => row.key,
    manualSorting: serverSorted,
    enableSortingRemoval: false,
    enableMultiSort: false,
    initialState: {
      sorting: initialSort ? [{ id: initialSort.column, desc: initialSort.direction === "desc" }] : [],
    },
  });
}

export type DataListTable = ReturnType<typeof useDataList>;

function define(column: DataListColumn, rows: readonly DataListRow[]): ColumnDef<typeof features, DataListRow> {
  const numeric = typeof rows.find((row) => row.sort?.[column.id] !== undefined)?.sort?.[column.id] === "number";
  return {
    id: column.id,
    header: column.header,
    accessorFn: (row) => row.sort?.[column.id],
    enableSorting: column.sort === true,
    sortFn: numeric ? "basic" : "text",
    sortUndefined: "last",
    sortDescFirst: numeric,
  };
}
