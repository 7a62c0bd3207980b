import { parseNumber, type Separators } from "@/components/forms/parse-number";
import type { AgreementTerms, FullTerms } from "@/lib/catalogue/offer";
import { AppError } from "@/lib/errors";

export const tierRows = [1, 2, 3, 4, 5, 6] as const;
export const packageFields = [1, 2, 3, 4, 5, 6] as const;

export type OfferFields = Record<string, string>;

/** What the form says, in the operator's own way of writing numbers; the first field that says nothing sensible is named. */
export function readOfferForm(fields: OfferFields, separators: Separators): AgreementTerms & { packages: number[] } {
  const number = (name: string) => numberIn(fields, name, separators);
  const whole = (name: string) => {
    const value = number(name);
    if (value === null) return null;
    if (!/^[1-9]\d{0,8}$/.test(value)) throw new AppError("invalid", "whole_credits", { field: name });
    return Number(value);
  };
  const bps = (name: string) => bpsOf(number(name), name);
  const tiers = tierRows.flatMap((row) => {
    const [from, discountBps] = [whole(`tierFrom${row}`), bps(`tierOff${row}`)];
    if (from === null && discountBps === null) return [];
    if (from === null) throw new AppError("invalid", "required", { field: `tierFrom${row}` });
    if (discountBps === null) throw new AppError("invalid", "required", { field: `tierOff${row}` });
    return [{ from, discountBps, row }];
  });
  const unsorted = tiers.find(({ from }, i) => i > 0 && from <= (tiers[i - 1]?.from ?? 0));
  if (unsorted) throw new AppError("invalid", "tier_order", { field: `tierFrom${unsorted.row}` });
  const [week, month, quarter] = [bps("week"), bps("month"), bps("quarter")];
  const rhythms = { week: week ?? 0, month: month ?? 0, quarter: quarter ?? 0 };
  const hasRhythm = week !== null || month !== null || quarter !== null;
  return {
    unitPrice: priceOf(number("unitPrice")),
    tiers: tiers.length > 0 ? tiers.map(({ from, discountBps }) => ({ from, discountBps })) : undefined,
    minCredits: whole("minCredits") ?? undefined,
    maxCredits: whole("maxCredits") ?? undefined,
    rhythms: hasRhythm ? rhythms : undefined,
    packages: [...new Set(packageFields.flatMap((n) => whole(`package${n}`) ?? []))].sort((a, b) => a - b),
  };
}

/** Of the catalogue nothing may be left out but its tiers. */
export function wholeTerms(read: ReturnType<typeof readOfferForm>): FullTerms {
  const { unitPrice, minCredits, maxCredits, packages } = read;
  const needed = (field: string) => new AppError("invalid", "required", { field });
  if (unitPrice === undefined) throw needed("unitPrice");
  if (minCredits === undefined) throw needed("minCredits");
  if (maxCredits === undefined) throw needed("maxCredits");
  if (minCredits > maxCredits) throw new AppError("invalid", "below_minimum", { field: "maxCredits" });
  if (packages.length === 0) throw needed("package1");
  const outside = packages.some((size) => size < minCredits || size > maxCredits);
  if (outside) throw new AppError("invalid", "package_outside", { field: "package1" });
  const none = { week: 0, month: 0, quarter: 0 };
  return {
    unitPrice,
    minCredits,
    maxCredits,
    packages,
    tiers: read.tiers ?? [],
    rhythms: read.rhythms ?? none,
  };
}

function priceOf(text: string | null): string | undefined {
  if (text === null) return undefined;
  const [whole = "", fraction = ""] = text.split(".");
  const fits = /^\d{1,9}$/.test(whole) && /^\d{0,6}$/.test(fraction);
  if (!fits || /^[0.]*$/.test(text)) throw new AppError("invalid", "price", { field: "unitPrice" });
  return text;
}

/** "13.75" is 1375 hundredths of a percent. */
export function bpsOf(text: string | null, field: string, most = 9_000): number | null {
  if (text === null) return null;
  const [whole = "", fraction = ""] = text.split(".");
  const bps = Number(`${whole}${fraction.padEnd(2, "0")}`);
  if (!/^\d{1,3}$/.test(whole) || fraction.length > 2 || bps > most) {
    throw new AppError("invalid", "percent", { field, values: { most: most / 100 } });
  }
  return bps;
}

/** What could be read in two ways is taken in the likelier one: the preview shows what was understood. */
export function numberIn(fields: OfferFields, name: string, separators: Separators): string | null {
  const parsed = parseNumber(fields[name] ?? "", separators);
  if (parsed.kind === "empty") return null;
  const value = parsed.kind === "number" ? parsed.value : parsed.kind === "ambiguous" ? parsed.readings[0] : undefined;
  if (value === undefined || value.startsWith("-")) throw new AppError("invalid", "number", { field: name });
  return value;
}

/** A control for a moment says no zone; the operator's pages tell times in UTC. */
export function momentIn(fields: OfferFields, name: string): Date | null {
  const text = fields[name]?.trim() ?? "";
  if (text === "") return null;
  const moment = new Date(`${text}Z`);
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text) || Number.isNaN(moment.getTime())) {
    throw new AppError("invalid", "moment", { field: name });
  }
  return moment;
}
