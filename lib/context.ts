import type { Db } from "@/db";

export type WorkspaceId = string & { readonly __brand: "WorkspaceId" };
export type UserId = string & { readonly __brand: "UserId" };

export type Actor =
  | { kind: "user"; id: UserId }
  | { kind: "apiKey"; id: string }
  | { kind: "provider"; name: string }
  | { kind: "system"; name: string }
  | { kind: "operator"; id: UserId };

/** Who is asking, for which workspace. Minted only by the page gate, the API-key gate, a verified webhook or a job. */
export type Context = {
  workspaceId: WorkspaceId;
  actor: Actor;
  /** The clock is an argument, so that tests own time. */
  now: Date;
  /** A connection or an open transaction; a verb handed a transaction joins it. */
  db: Db;
  requestId: string;
};

/** Before a workspace is chosen: sign-in, sign-up, the account itself. */
export type IdentityContext = {
  actor: Actor | null;
  now: Date;
  db: Db;
  requestId: string;
};

/** Whoever runs the installation, over all workspaces. Minted by the operator's gate alone. */
export type OperatorContext = {
  actor: { kind: "operator"; id: UserId };
  now: Date;
  db: Db;
  requestId: string;
};

export function actorText(actor: Actor | null): string {
  if (!actor) return "anonymous";
  return "id" in actor ? `${actor.kind}:${actor.id}` : `${actor.kind}:${actor.name}`;
}
