"use client";

import { clsx } from "clsx";
import Link from "next/link";
import type { ReactNode } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { SortHeader } from "./sort-header";
import type { DataListColumn, DataListProps, SortDirection } from "./types";
import type { DataListTable } from "./use-data-list";

type DataTableProps = DataListProps & { table: DataListTable };

const cell = "h-10 py-1.5 pe-5 align-middle last:pe-0";

export function DataTable({ table, caption, captionHidden, columns, totals, selection }: DataTableProps) {
  return (
    <table className="w-full border-collapse text-start">
      <caption className={captionHidden ? "sr-only" : "pb-2 text-start text-md font-semibold"}>{caption}</caption>
      <thead>
        <tr className="border-b border-line-2">
          {selection && (
            <th scope="col" className="w-9 py-1 text-start">
              <Checkbox
                bare
                label={selection.all}
                checked={table.getIsAllRowsSelected()}
                ref={(box) => {
                  if (box) box.indeterminate = table.getIsSomeRowsSelected() && !table.getIsAllRowsSelected();
                }}
                onChange={table.getToggleAllRowsSelectedHandler()}
              />
            </th>
          )}
          {columns.map((column) => (
            <Header key={column.id} column={column} table={table} />
          ))}
        </tr>
      </thead>
      <tbody className={totals ? "[&>tr:last-child]:border-b-0" : undefined}>
        {table.getRowModel().rows.map((row) => (
          <tr
            key={row.id}
            aria-current={row.original.current ? "true" : undefined}
            className={clsx(
              "border-b border-line transition-colors hover:bg-sunken/60",
              (row.original.current || row.getIsSelected()) && "bg-accent-soft hover:bg-accent-soft",
            )}
          >
            {selection && (
              <td className="py-1">
                <Checkbox
                  bare
                  label={selection.each[row.id] ?? row.id}
                  name={selection.name}
                  value={row.id}
                  checked={row.getIsSelected()}
                  onChange={row.getToggleSelectedHandler()}
                />
              </td>
            )}
            {columns.map((column) => (
              <Cell key={column.id} column={column} href={row.original.href}>
                {row.original.cells[column.id]}
              </Cell>
            ))}
          </tr>
        ))}
      </tbody>
      {totals && (
        <tfoot>
          <tr className="border-t border-ink font-semibold">
            {selection && <td />}
            {columns.map((column) => (
              <td key={column.id} className={clsx(cell, column.align === "end" && "text-end")}>
                {totals[column.id]}
              </td>
            ))}
          </tr>
        </tfoot>
      )}
    </table>
  );
}

function Header({ column, table }: { column: DataListColumn; table: DataListTable }) {
  const direction = sortedBy(column, table);
  const end = column.align === "end";
  return (
    <th
      scope="col"
      aria-sort={direction ? (direction === "asc" ? "ascending" : "descending") : undefined}
      className={clsx(
        "h-9 pe-5 text-xs font-normal text-ink-2 last:pe-0",
        end ? "text-end" : "text-start",
        column.width,
      )}
    >
      {column.headerHidden ? (
        <span className="sr-only">{column.header}</span>
      ) : column.sort ? (
        <SortHeader
          label={column.header}
          direction={direction}
          end={end}
          href={typeof column.sort === "object" ? column.sort.href : undefined}
          onSort={() => table.getColumn(column.id)?.toggleSorting()}
        />
      ) : (
        column.header
      )}
    </th>
  );
}

function Cell({ column, href, children }: { column: DataListColumn; href?: string; children: ReactNode }) {
  const look = clsx(
    cell,
    column.align === "end" && "text-end",
    (column.nowrap ?? column.align === "end") && "whitespace-nowrap",
  );
  if (!column.rowHeader) return <td className={look}>{children}</td>;
  return (
    <th scope="row" className={clsx(look, "text-start font-normal")}>
      {href ? (
        <Link
          href={href}
          scroll={false}
          className="inline-flex min-h-6 items-center rounded-bar font-medium hover:text-accent hover:underline hover:underline-offset-3 pointer-coarse:min-h-11"
        >
          {children}
        </Link>
      ) : (
        children
      )}
    </th>
  );
}

function sortedBy(column: DataListColumn, table: DataListTable): SortDirection | undefined {
  if (typeof column.sort === "object") return column.sort.direction;
  if (column.sort !== true) return undefined;
  return table.getColumn(column.id)?.getIsSorted() || undefined;
}
