import "server-only";
import { eq } from "drizzle-orm";
import type { Db } from "@/db";
import { users } from "@/db/schema/identity";
import type { IdentityContext, UserId } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { foldEmail } from "./email";

export type Person = typeof users.$inferSelect;

export type NewPerson = {
  email: string;
  name: string;
  passwordHash: string | null;
  locale: string;
  isOperator?: boolean;
};

/** The one spelling of a typed address; what is not plainly one is refused. */
export function readEmail(typed: string, field = "email"): string {
  const email = foldEmail(typed);
  if (!email) throw new AppError("invalid", "email", { field });
  return email;
}

export async function personByEmail(tx: Db, email: string): Promise<Person | undefined> {
  const [person] = await tx.select().from(users).where(eq(users.email, email));
  return person;
}

export async function personById(tx: Db, id: UserId): Promise<Person | undefined> {
  const [person] = await tx.select().from(users).where(eq(users.id, id));
  return person;
}

/** The signed-in person of an identity. */
export function signedInId(identity: IdentityContext): UserId {
  if (identity.actor?.kind !== "user") throw new AppError("unauthenticated");
  return identity.actor.id;
}

/** Call it only for an address that is proven: by a mailed link, by the operator, or by the seed. */
export async function insertPerson(tx: Db, person: NewPerson, now: Date): Promise<Person> {
  const [made] = await tx
    .insert(users)
    .values({ id: newUserId(), ...person, emailVerifiedAt: now, createdAt: now })
    .onConflictDoNothing({ target: users.email })
    .returning();
  if (!made) throw new AppError("conflict", "email_taken", { field: "email" });
  return made;
}

function newUserId(): UserId {
  return newId("usr") as UserId;
}
