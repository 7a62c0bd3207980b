import { createHmac } from "node:crypto";

/** What a line says, in the order in which it is signed. */
export type AuditContent = {
  workspaceId: string;
  seq: number;
  at: Date;
  actor: string;
  action: string;
  target: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  requestId: string;
};

/** Each line signs the one before it, so that a changed, removed or inserted line breaks every later one. */
export function lineHash(key: Buffer, prevHash: string, line: AuditContent): string {
  const { workspaceId, seq, at, actor, action, target, before, after, requestId } = line;
  const text = JSON.stringify([
    prevHash,
    workspaceId,
    seq,
    at.toISOString(),
    actor,
    action,
    target,
    canonical(before),
    canonical(after),
    requestId,
  ]);
  return createHmac("sha256", key).update(text).digest("base64url");
}

/** jsonb forgets the order of keys; the signature must not depend on it. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== "object") return value;
  return Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, item]) => [name, canonical(item)]);
}
