import "server-only";
import { and, desc, eq, gt, isNull } from "drizzle-orm";
import { inIdentity } from "@/db";
import { sessions } from "@/db/schema/identity";
import type { IdentityContext } from "@/lib/context";
import { type DeviceWords, deviceWords } from "./device-words";
import { signedInId } from "./people";

export type OpenSessionRow = {
  id: string;
  isCurrent: boolean;
  device: DeviceWords;
  ip: string | null;
  method: "password" | "link" | "demo";
  createdAt: Date;
  lastSeenAt: Date;
};

/** The person's open sessions: the one that asks first, then the latest seen. */
export function listSessions(identity: IdentityContext, currentSessionId: string): Promise<OpenSessionRow[]> {
  const userId = signedInId(identity);
  return inIdentity(identity, async (tx) => {
    const rows = await tx
      .select()
      .from(sessions)
      .where(and(eq(sessions.userId, userId), isNull(sessions.revokedAt), gt(sessions.expiresAt, identity.now)))
      .orderBy(desc(sessions.lastSeenAt), desc(sessions.id))
      .limit(100);
    return rows
      .map((row) => ({
        id: row.id,
        isCurrent: row.id === currentSessionId,
        device: deviceWords(row.userAgent),
        ip: row.ip,
        method: methodOf(row.method),
        createdAt: row.createdAt,
        lastSeenAt: row.lastSeenAt,
      }))
      .sort((a, b) => Number(b.isCurrent) - Number(a.isCurrent));
  });
}

function methodOf(kept: string): OpenSessionRow["method"] {
  return kept === "link" || kept === "demo" ? kept : "password";
}
