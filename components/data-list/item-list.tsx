"use client";

import { clsx } from "clsx";
import Link from "next/link";
import { Fragment, type ReactNode, useId } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import type { DataListColumn, DataListProps, DataListRow } from "./types";
import type { DataListTable } from "./use-data-list";

type ItemListProps = DataListProps & { table: DataListTable };
type Place = NonNullable<DataListColumn["item"]>;

/** A phone's view of the same rows: two lines each, names at the start, figures at the end. */
export function ItemList({ table, caption, captionHidden, columns, totals, selection }: ItemListProps) {
  const id = useId();
  const places = placesOf(columns);
  return (
    <>
      <p id={id} className={captionHidden ? "sr-only" : "pb-2 text-md font-semibold"}>
        {caption}
      </p>
      <ul aria-labelledby={id} className="border-t border-line">
        {table.getRowModel().rows.map((row, i, rows) => (
          <Fragment key={row.id}>
            {row.original.group && row.original.group.key !== rows[i - 1]?.original.group?.key && (
              <GroupHeading group={row.original.group} />
            )}
            <li
              aria-current={row.original.current ? "true" : undefined}
              className={clsx(
                "flex items-start gap-2 border-b border-line py-2.5",
                (row.original.current || row.getIsSelected()) && "bg-accent-soft",
              )}
            >
              {selection && (
                <Checkbox
                  bare
                  className="-my-1.5 shrink-0"
                  label={selection.each[row.id] ?? row.id}
                  name={selection.name}
                  value={row.id}
                  checked={row.getIsSelected()}
                  onChange={row.getToggleSelectedHandler()}
                />
              )}
              <Item row={row.original} places={places} />
            </li>
          </Fragment>
        ))}
        {totals && (
          <li className="relative -mt-px flex border-t border-ink py-2.5 font-semibold">
            <Item row={{ key: "totals", cells: totals }} places={places} />
          </li>
        )}
      </ul>
    </>
  );
}

function GroupHeading({ group: { title, value } }: { group: NonNullable<DataListRow["group"]> }) {
  return (
    <li className="sticky top-12 z-10 flex flex-wrap items-baseline justify-between gap-x-3 border-b border-line-2 bg-canvas py-2 text-sm sm:top-0">
      <span className="font-semibold">{title}</span>
      <span className="text-ink-2">{value}</span>
    </li>
  );
}

function Item({ row, places }: { row: DataListRow; places: Record<Place, DataListColumn[]> }) {
  const cells = (place: Place) =>
    places[place].filter((column) => isFilled(row.cells[column.id])).map((column) => row.cells[column.id]);
  const title = cells("title");
  return (
    <>
      <div className="flex min-w-0 flex-1 flex-wrap gap-x-3 gap-y-0.5">
        <div className="min-w-0 flex-1 basis-26">
          <div className="font-semibold">
            {row.href ? (
              <Link
                href={row.href}
                scroll={!row.href.startsWith("?")}
                className="flex min-h-6 scroll-mt-12 items-center rounded-bar pointer-coarse:min-h-11"
              >
                <span className="min-w-0">{title}</span>
              </Link>
            ) : (
              title
            )}
          </div>
          <div className="text-xs text-ink-2">
            <Run parts={cells("meta")} />
          </div>
        </div>
        <div className="ms-auto grid min-w-0 content-start justify-items-end gap-0.5 text-end">
          <div className="font-semibold">
            <Run parts={cells("value")} />
          </div>
          <div className="min-w-0 text-xs text-ink-2">
            <Run parts={cells("detail")} />
          </div>
        </div>
        {cells("actions").length > 0 && (
          <div className="flex basis-full flex-wrap gap-2 pt-1.5">
            <Run parts={cells("actions")} joint={null} />
          </div>
        )}
      </div>
      <div className="-my-1 shrink-0 self-center empty:hidden">
        <Run parts={cells("menu")} joint={null} />
      </div>
    </>
  );
}

function Run({ parts, joint = " · " }: { parts: ReactNode[]; joint?: ReactNode }) {
  return parts.map((part, index) => (
    <Fragment key={`part-${index + 1}`}>
      {index > 0 && joint}
      {part}
    </Fragment>
  ));
}

function placesOf(columns: readonly DataListColumn[]) {
  const places: Record<Place, DataListColumn[]> = {
    title: [],
    value: [],
    meta: [],
    detail: [],
    menu: [],
    actions: [],
    hidden: [],
  };
  for (const column of columns) places[column.item ?? usualPlace(column)].push(column);
  return places;
}

function usualPlace(column: DataListColumn): Place {
  if (column.rowHeader) return "title";
  return column.align === "end" ? "value" : "meta";
}

function isFilled(cell: ReactNode) {
  return cell !== undefined && cell !== null && cell !== false && cell !== "";
}
