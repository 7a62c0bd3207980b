/** Stripe's order: what it is, then its members by name. The database keeps none. */
export function inWords(value: object): string {
  return JSON.stringify(ordered(value), null, 2);
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== "object" || value === null) return value;
  const names = Object.keys(value).sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const members = new Map(Object.entries(value));
  return Object.fromEntries(names.map((name) => [name, ordered(members.get(name))]));
}

function rank(name: string): number {
  return name === "id" ? 0 : name === "object" ? 1 : 2;
}
