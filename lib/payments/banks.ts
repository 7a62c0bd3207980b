/** Banks at which a virtual account can be opened, by currency. */
const banks: Readonly<Record<string, readonly string[]>> = { IDR: ["bca", "bni"] };

export function banksOf(currency: string): readonly string[] {
  return banks[currency] ?? [];
}
