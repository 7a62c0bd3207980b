import { createHash } from "node:crypto";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * A UUID stays itself, in small letters, so that ids made in time order stay in order; anything else is hashed to as many
 * bits. What cannot be told from the key is kept beside it.
 */
export function eventKey(id: string): { key: string; externalId: string | null } {
  if (uuid.test(id)) {
    const key = id.toLowerCase();
    return { key, externalId: id === key ? null : id };
  }
  const hex = createHash("sha256").update(id).digest("hex");
  const key = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
  return { key, externalId: id };
}

/** What was sent under an id, whatever the order of its fields, and however a UUID's letters are written. */
export function bodyHash(body: Record<string, unknown>): bigint {
  const { id } = body;
  const sent = typeof id === "string" && uuid.test(id) ? { ...body, id: id.toLowerCase() } : body;
  return createHash("sha256").update(canonical(sent)).digest().readBigInt64BE();
}

function canonical(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, item]) => `${JSON.stringify(name)}:${canonical(item)}`).join(",")}}`;
}
