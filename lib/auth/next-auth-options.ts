import "server-only";
import type { AuthOptions, DefaultSession } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { z } from "zod";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { strangerContext } from "@/lib/gate/change";
import { originOf, spendAttempt } from "@/lib/gate/rate-limit";
import { openSession } from "@/lib/gate/viewer";
import { log } from "@/lib/log";
import type { Device } from "./create-session";
import { nextPath } from "./next-path";
import { revokeSession } from "./revoke-session";
import { emailInput, passwordInput } from "./schema";
import { secureCookies, sessionSeconds } from "./session-token";
import { signInWithPassword } from "./sign-in-with-password";

const credentials = z.object({ email: emailInput, password: passwordInput });

/**
 * For programs that sign in over HTTP; our own forms call the same verbs. The sealed token holds the person and the
 * session's id and nothing else, so no answer of the program that holds it can change who it is.
 */
export function nextAuthOptions(request: Device & { requestId: string }): AuthOptions {
  const nobody = () => strangerContext(new Date(), request.requestId);
  return {
    secret: env().NEXTAUTH_SECRET,
    useSecureCookies: secureCookies(),
    session: { strategy: "jwt", maxAge: sessionSeconds },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in", verifyRequest: "/sign-in" },
    providers: [
      CredentialsProvider({
        id: "credentials",
        name: "Saldo",
        credentials: { email: { type: "email" }, password: { type: "password" } },
        async authorize(given) {
          const input = credentials.safeParse(given);
          if (!input.success) return null;
          const identity = nobody();
          try {
            await spendAttempt("signInByOrigin", originOf(request.ip), identity.now);
            const session = await signInWithPassword(identity, input.data, request);
            return { id: session.userId, sid: session.id };
          } catch (error) {
            if (!(error instanceof AppError)) throw error;
            if (error.code === "unauthenticated" || error.code === "invalid") return null;
            throw new Error(error.key);
          }
        },
      }),
    ],
    callbacks: {
      redirect: ({ url, baseUrl }) => new URL(pathOf(url, baseUrl) ?? "/", baseUrl).href,
      // What a program sends with its update is never read.
      jwt: ({ token, user }) => ({ sub: user?.id ?? token.sub, sid: user?.sid ?? token.sid }),
      async session({ session, token }) {
        const opened = token.sid ? await openSession(token.sid, new Date(), request.requestId) : null;
        // The library's own word for nobody is an empty object.
        if (!opened) return {} as DefaultSession;
        const { id, name, email } = opened.viewer;
        return { expires: session.expires, user: { id, name, email } };
      },
    },
    events: {
      async signOut({ token }) {
        const opened = token?.sid ? await openSession(token.sid, new Date(), request.requestId) : null;
        if (opened) await revokeSession(opened.identity, { sessionId: opened.viewer.sessionId });
      },
    },
    logger: {
      error(code, metadata) {
        // A cookie of another secret, or none of ours: anybody can send one, and it is nobody's fault.
        if (code === "JWT_SESSION_ERROR") return;
        log.error({ request_id: request.requestId, code, err: errorOf(metadata) }, "next-auth failed");
      },
      warn: (code) => log.warn({ request_id: request.requestId, code }, "next-auth warns"),
      debug: () => undefined,
    },
  };
}

/** The way back as a path of ours, whether it was given as a path or in full. */
export function pathOf(url: string, baseUrl: string): string | null {
  if (url.startsWith("/")) return nextPath(url);
  if (!URL.canParse(url)) return null;
  const { origin, pathname, search, hash } = new URL(url);
  return origin === new URL(baseUrl).origin ? nextPath(pathname + search + hash) : null;
}

function errorOf(metadata: Error | { error: Error } | object): unknown {
  return "error" in metadata ? metadata.error : metadata;
}

declare module "next-auth" {
  interface User {
    sid?: string;
  }
}

declare module "next-auth/jwt" {
  interface JWT {
    sid?: string;
  }
}
