import "server-only";
import { database, inWorkspace } from "@/db";
import type { Context, IdentityContext } from "@/lib/context";

/** One transaction for the whole of a change: the verb, what it causes and its audit line stand or fall together. */
export function inChange<T>(ctx: Context, work: (ctx: Context) => Promise<T>): Promise<T> {
  return inWorkspace(ctx, (tx) => work({ ...ctx, db: tx }));
}

/** Somebody who has shown nothing yet. */
export function strangerContext(now: Date, requestId: string): IdentityContext {
  return { actor: null, now, db: database(), requestId };
}
