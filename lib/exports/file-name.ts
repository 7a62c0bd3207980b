import { csvFileName } from "./csv-file";
import type { ExportRow } from "./write-chunk";

export function exportFileName(slug: string, { filter }: Pick<ExportRow, "filter">): string {
  return csvFileName(slug, { from: String(filter.from), to: String(filter.to) });
}
