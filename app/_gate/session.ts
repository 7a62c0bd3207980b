import "server-only";
import { cookies } from "next/headers";
import { cache } from "react";
import { secureCookies, sessionCookieName, sessionSeconds, unsealSession } from "@/lib/auth/session-token";
import { type Opened, openSession } from "@/lib/gate/viewer";
import { requestFacts } from "./request";

/** The signed-in person of this request, or null; asked of the database once per request. */
export const currentSession = cache(async (): Promise<Opened | null> => {
  const jar = await cookies();
  const sessionId = await unsealSession(jar.get(sessionCookieName())?.value);
  if (!sessionId) return null;
  const { requestId } = await requestFacts();
  return openSession(sessionId, new Date(), requestId);
});

export async function keepSession(sealed: string): Promise<void> {
  const jar = await cookies();
  jar.set(sessionCookieName(), sealed, {
    httpOnly: true,
    sameSite: "lax",
    secure: secureCookies(),
    path: "/",
    maxAge: sessionSeconds,
  });
}

export async function forgetSession(): Promise<void> {
  const jar = await cookies();
  jar.delete({ name: sessionCookieName(), path: "/", secure: secureCookies() });
}

/** What must be known before the profile is: the language and the look of the next page, signed in or not. */
export async function keepPreference(name: "locale" | "theme", value: string): Promise<void> {
  const jar = await cookies();
  jar.set(name, value, { sameSite: "lax", secure: secureCookies(), path: "/", maxAge: 365 * 24 * 60 * 60 });
}
