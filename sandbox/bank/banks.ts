/** How account numbers of a bank begin, and from which banks it takes a transfer; null is any. */
export const banks = {
  bca: { name: "BCA", prefix: "39358", accepts: ["bca"] },
  bni: { name: "BNI", prefix: "8578", accepts: null },
  generic: { name: "Any other bank", prefix: "9000", accepts: null },
} as const satisfies Record<string, { name: string; prefix: string; accepts: readonly string[] | null }>;

export type Bank = keyof typeof banks;

export const bankNames = Object.keys(banks) as [Bank, ...Bank[]];

export function takes(bank: Bank, from: Bank): boolean {
  const { accepts }: { accepts: readonly string[] | null } = banks[bank];
  return accepts === null || accepts.includes(from);
}
