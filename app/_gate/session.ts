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

const dayS = 24 * 60 * 60;

/** A warning of one workspace, put away for a day on this device. */
export async function hideWarning(slug: string, name: string): Promise<void> {
  const jar = await cookies();
  jar.set("hidden", name, {
    sameSite: "lax",
    httpOnly: true,
    secure: secureCookies(),
    path: `/w/${slug}`,
    maxAge: dayS,
  });
}

export async function hiddenWarning(): Promise<string | undefined> {
  return (await cookies()).get("hidden")?.value;
}

/** What must be known before the profile is: the language and the look of the next page, signed in or not. */
export async function keepPreference(name: "locale" | "theme", value: string): Promise<void> {
  const jar = await cookies();
  jar.set(name, value, { sameSite: "lax", secure: secureCookies(), path: "/", maxAge: 365 * dayS });
}
