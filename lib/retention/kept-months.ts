/** How long single items of usage may be kept. The least is well above the 36 days in which an id is remembered. */
export const keptMonths = [3, 6, 13, 24, 36, 84] as const;
export type KeptMonths = (typeof keptMonths)[number];

export function keptMonthsOf(text: string | undefined): KeptMonths | null {
  return keptMonths.find((months) => String(months) === text) ?? null;
}
