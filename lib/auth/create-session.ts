import "server-only";
import type { Db } from "@/db";
import { sessions } from "@/db/schema/identity";
import type { UserId } from "@/lib/context";
import { newId } from "@/lib/ids";
import type { Person } from "./people";
import { sessionSeconds } from "./session-token";

/** Where a request came from; shown to the person in the list of sessions. */
export type Device = { userAgent: string | null; ip: string };

export type SignedIn = { id: string; userId: UserId; locale: string; theme: string };

/** Call it in the transaction that proved who this is, so that ending all sessions cannot miss one being made. */
export async function createSession(
  tx: Db,
  person: Pick<Person, "id" | "locale" | "theme">,
  method: "password" | "link" | "demo",
  device: Device,
  now: Date,
): Promise<SignedIn> {
  const id = newId("ses");
  await tx.insert(sessions).values({
    id,
    userId: person.id,
    method,
    userAgent: device.userAgent?.slice(0, 400) ?? null,
    ip: device.ip.slice(0, 64),
    createdAt: now,
    lastSeenAt: now,
    expiresAt: new Date(now.getTime() + sessionSeconds * 1000),
  });
  return { id, userId: person.id, locale: person.locale, theme: person.theme };
}
