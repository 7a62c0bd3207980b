import { closeConnections, database, inIdentity } from "@/db";
import { insertPerson } from "@/lib/auth/people";
import type { Context, IdentityContext, UserId } from "@/lib/context";
import { invariant } from "@/lib/errors";
import type { Role } from "@/lib/gate/permissions";
import { createWorkspace } from "@/lib/workspaces/create-workspace";
import { addMember } from "./add-member";

let people = 0;

/** A person with an account, for tests. */
export async function someone(name = "Somebody"): Promise<IdentityContext & { actor: { kind: "user"; id: UserId } }> {
  const nobody = { actor: null, now: new Date(), db: database(), requestId: "req_test" };
  const email = `person${++people}@team.example`;
  const person = await inIdentity(nobody, (tx) =>
    insertPerson(tx, { email, name, passwordHash: null, locale: "en" }, nobody.now),
  );
  return { ...nobody, actor: { kind: "user", id: person.id } };
}

/** A workspace with one owner and one person of each further role that is named. */
export async function workspaceWith(roles: readonly Role[] = []) {
  const owner = await someone("Olga Owner");
  const place = { currency: "AOA", country: "AO", timeZone: "Africa/Luanda", locale: "en" } as const;
  const { id, slug } = await createWorkspace(owner, { name: "Test House", ...place });
  const as = (identity: IdentityContext): Context => {
    invariant(identity.actor, "somebody acts");
    return { workspaceId: id, actor: identity.actor, now: new Date(), db: identity.db, requestId: identity.requestId };
  };
  const members: { role: Role; userId: UserId; ctx: Context }[] = [];
  for (const role of roles) {
    const person = await someone(`${role} person`);
    await addMember(as(owner), { userId: person.actor.id, role });
    members.push({ role, userId: person.actor.id, ctx: as(person) });
  }
  return { id, slug, owner: { userId: owner.actor.id, ctx: as(owner) }, members };
}

export const closeStage = () => closeConnections();
