const zeroDecimal = new Set("bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf".split(" "));
const threeDecimal = new Set("bhd jod kwd omr tnd".split(" "));

/** `EUR 205.20`: the smallest coins are counted as Stripe counts them, whatever a country uses today. */
export function moneyInWords(amount: number, currency: string): string {
  const digits = zeroDecimal.has(currency) ? 0 : threeDecimal.has(currency) ? 3 : 2;
  const text = String(Math.abs(amount)).padStart(digits + 1, "0");
  const whole = text.slice(0, text.length - digits).replace(/\B(?=(\d{3})+$)/g, ",");
  const sign = amount < 0 ? "−" : "";
  return `${sign}${currency.toUpperCase()} ${whole}${digits ? `.${text.slice(-digits)}` : ""}`;
}
