import { createHash } from "node:crypto";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A UUID stays itself, so that ids made in time order stay in order; anything else is hashed to as many bits. */
export function eventKey(id: string): { key: string; externalId: string | null } {
  if (uuid.test(id)) return { key: id, externalId: null };
  const hex = createHash("sha256").update(id).digest("hex");
  const key = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
  return { key, externalId: id };
}

/** What was sent under an id, whatever the order of its fields. */
export function bodyHash(body: Record<string, unknown>): bigint {
  return createHash("sha256").update(canonical(body)).digest().readBigInt64BE();
}

function canonical(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, item]) => `${JSON.stringify(name)}:${canonical(item)}`).join(",")}}`;
}
