export type Separators = { group: string; decimal: string };

export type ParsedNumber =
  | { kind: "empty" }
  | { kind: "number"; value: string }
  /** Could be meant in more than one way; the readings are canonical numbers, likeliest first. */
  | { kind: "ambiguous"; readings: string[] }
  | { kind: "invalid" };

const spaces = /[\s\u00a0\u2009\u202f'’]/gu;

/** Reads what a person typed. `value` is canonical: digits, an optional `-` and an optional `.`. */
export function parseNumber(text: string, { decimal }: Separators): ParsedNumber {
  const trimmed = text.trim();
  if (trimmed === "") return { kind: "empty" };
  const negative = /^[-\u2212]/u.test(trimmed);
  const body = trimmed.replace(/^[-\u2212+]/u, "").replace(spaces, "");
  if (!/^\d+([.,]\d+)*$/u.test(body)) return { kind: "invalid" };

  const readings = readingsOf(body, decimal).map((value) => (negative ? `-${value}` : value));
  const [first] = readings;
  if (first === undefined) return { kind: "invalid" };
  return readings.length === 1 ? { kind: "number", value: first } : { kind: "ambiguous", readings };
}

function readingsOf(body: string, decimal: string): string[] {
  const marks = body.match(/[.,]/gu) ?? [];
  const last = marks.at(-1);
  if (last === undefined) return [canonical(body)];

  const parts = body.split(/[.,]/u);
  const asGroups = new Set(marks).size === 1 && isGrouped(parts) ? [canonical(parts.join(""))] : [];
  if (marks.length > 1) {
    const whole = parts.slice(0, -1);
    const othersAgree = marks.slice(0, -1).every((mark) => mark !== last);
    const asDecimal = othersAgree && isGrouped(whole) ? [canonical(whole.join(""), parts.at(-1))] : [];
    return [...asGroups, ...asDecimal];
  }

  const asDecimal = canonical(parts[0] ?? "", parts[1]);
  if (last !== decimal && asGroups.length > 0) return asGroups;
  // The locale's own decimal mark is taken at its word, unless three digits behind it could be thousands.
  if (last === decimal) return asGroups.length > 0 ? [asDecimal, ...asGroups] : [asDecimal];
  // The other mark in a place where no thousands can be: echo it instead of guessing.
  return [asDecimal, canonical(parts.join(""))];
}

/** 1.234.567, and 12,34,567 as India writes it. */
function isGrouped(parts: string[]) {
  const [head = "", ...rest] = parts;
  const tail = rest.at(-1);
  if (tail?.length !== 3 || head.startsWith("0") || head.length > 3) return false;
  const middle = rest.slice(0, -1);
  return middle.every((part) => part.length === 3) || middle.every((part) => part.length === 2);
}

function canonical(whole: string, fraction = "") {
  const digits = whole.replace(/^0+(?=\d)/u, "");
  const rest = fraction.replace(/0+$/u, "");
  return rest === "" ? digits : `${digits}.${rest}`;
}

/** The canonical number in the reader's own marks, in thousands; India's lakhs when the pattern says so. */
export function echoNumber(value: string, { group, decimal }: Separators, lakhs = false) {
  const [whole = "", fraction] = value.replace("-", "\u2212").split(".");
  const pattern = lakhs ? /\B(?=(\d{2})*\d{3}$)/gu : /\B(?=(\d{3})+$)/gu;
  const grouped = whole.replace(pattern, group);
  return fraction === undefined ? grouped : `${grouped}${decimal}${fraction}`;
}
