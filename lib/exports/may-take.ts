import { may, type Role } from "@/lib/gate/permissions";
import type { ExportRow } from "./write-chunk";

/** Whoever sees recipients masked takes no file that holds them in full, whoever had it made. */
export function mayTake({ recipients }: Pick<ExportRow, "recipients">, role: Role): boolean {
  return recipients === "masked" || may(role, "recipients:read");
}
