"use client";

import { useSyncExternalStore } from "react";
import { DataTable } from "./data-table";
import { ItemList } from "./item-list";
import type { DataListProps } from "./types";
import { useDataList } from "./use-data-list";

/**
 * A table from 640 px, a list of two-line items below. The server sends both, since it cannot know the width; once the
 * browser has told, only the one in view stays, so that no control exists twice.
 */
export function DataList(props: DataListProps) {
  const table = useDataList(props);
  const view = useSyncExternalStore(onWidth, viewInBrowser, viewOnServer);
  return (
    <>
      {view !== "list" && (
        <div className="hidden sm:block print:block">
          <DataTable {...props} table={table} />
        </div>
      )}
      {view !== "table" && (
        <div className="sm:hidden print:hidden">
          <ItemList {...props} table={table} />
        </div>
      )}
    </>
  );
}

const wide = "(width >= 40rem), print";

function onWidth(changed: () => void) {
  const query = matchMedia(wide);
  query.addEventListener("change", changed);
  return () => query.removeEventListener("change", changed);
}

function viewInBrowser(): "table" | "list" | "both" {
  return matchMedia(wide).matches ? "table" : "list";
}

function viewOnServer(): "table" | "list" | "both" {
  return "both";
}
