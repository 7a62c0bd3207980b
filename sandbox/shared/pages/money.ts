const zeroDecimal = new Set("bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf".split(" "));
const threeDecimal = new Set("bhd jod kwd omr tnd".split(" "));

function decimalsOf(currency: string): number {
  return zeroDecimal.has(currency) ? 0 : threeDecimal.has(currency) ? 3 : 2;
}

/** `EUR 205.20`: the smallest coins are counted as Stripe counts them, whatever a country uses today. */
export function moneyInWords(amount: number, currency: string): string {
  const [whole = "", coins] = amountInDigits(Math.abs(amount), currency).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  const sign = amount < 0 ? "−" : "";
  return `${sign}${currency.toUpperCase()} ${grouped}${coins ? `.${coins}` : ""}`;
}

/** `205.20`, as it stands in a field. */
export function amountInDigits(amount: number, currency: string): string {
  const digits = decimalsOf(currency);
  const text = String(amount).padStart(digits + 1, "0");
  return digits ? `${text.slice(0, -digits)}.${text.slice(-digits)}` : text;
}

/** An amount as somebody types it, in the smallest coin; null when it is none of this currency. */
export function readAmount(text: string, currency: string): number | null {
  const digits = decimalsOf(currency);
  const [, whole, coins = ""] = /^(\d{1,12})(?:[.,](\d+))?$/.exec(text.trim()) ?? [];
  if (whole === undefined || coins.length > digits) return null;
  const amount = Number(whole + coins.padEnd(digits, "0"));
  return amount > 0 ? amount : null;
}
