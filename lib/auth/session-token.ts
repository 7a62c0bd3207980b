import "server-only";
import { decode, encode } from "next-auth/jwt";
import { env } from "@/lib/env";

/** Thirty days; the session's row may end it earlier at any moment. */
export const sessionSeconds = 30 * 24 * 60 * 60;

export function secureCookies(): boolean {
  return env().APP_URL.startsWith("https:");
}

export function sessionCookieName(): string {
  return `${secureCookies() ? "__Secure-" : ""}next-auth.session-token`;
}

/**
 * The cookie says only which session it is; everything else is asked of the database. The id is not the `jti`: the
 * sealing writes one of its own.
 */
export function sealSession(session: { id: string; userId: string }): Promise<string> {
  return encode({
    token: { sub: session.userId, sid: session.id },
    secret: env().NEXTAUTH_SECRET,
    maxAge: sessionSeconds,
  });
}

/** The id of the session a cookie names, or null for anything that we did not seal. */
export async function unsealSession(cookie: string | undefined): Promise<string | null> {
  if (!cookie) return null;
  try {
    const token = await decode({ token: cookie, secret: env().NEXTAUTH_SECRET });
    return typeof token?.sid === "string" ? token.sid : null;
  } catch {
    // A cookie of another secret, a cut one, or a forgery: all the same, nobody.
    return null;
  }
}
