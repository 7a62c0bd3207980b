import { localDay } from "@/lib/time";

/** The fiscal year a moment lies in, as a seller writes it: "2026", or "2026-27" where it does not begin in January. */
export function fiscalYearOf(at: Date, { fiscalYearStart, timeZone }: { fiscalYearStart: number; timeZone: string }) {
  const [year = 0, month = 1] = localDay(at, timeZone).split("-").map(Number);
  if (fiscalYearStart === 1) return String(year);
  const first = month >= fiscalYearStart ? year : year - 1;
  return `${first}-${String((first + 1) % 100).padStart(2, "0")}`;
}
