/** A number written out in digits: what Intl, SQL and JSON take without ever passing through a float. */
export type Decimal = `${number}`;

const canonical = /^([+-]?)(\d+)(?:\.(\d+))?$/;

/** 123450 with 2 digits is "1234.50". */
export function scaledToDecimal(scaled: bigint, digits: number): Decimal {
  const sign = scaled < 0n ? "-" : "";
  const text = (scaled < 0n ? -scaled : scaled).toString().padStart(digits + 1, "0");
  const whole = text.slice(0, text.length - digits);
  const fraction = text.slice(text.length - digits);
  return (digits === 0 ? `${sign}${whole}` : `${sign}${whole}.${fraction}`) as Decimal;
}

/** Null when the text is no plain number, or says more digits than can be kept: nothing is rounded on the way in. */
export function decimalToScaled(text: string, digits: number): bigint | null {
  const match = canonical.exec(text.trim());
  if (!match) return null;
  const [, sign, whole = "", written = ""] = match;
  const fraction = written.replace(/0+$/, "");
  if (fraction.length > digits) return null;
  const scaled = BigInt(whole + fraction.padEnd(digits, "0"));
  return sign === "-" ? -scaled : scaled;
}

/** "1234.50" is "1234.5", "7.000" is "7". */
export function withoutTrailingZeros(decimal: Decimal): Decimal {
  if (!decimal.includes(".")) return decimal;
  return decimal.replace(/\.?0+$/, "") as Decimal;
}
