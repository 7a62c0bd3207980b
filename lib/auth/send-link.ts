import "server-only";
import type { Db } from "@/db";
import { newId } from "@/lib/ids";
import type { Recipient } from "@/lib/mail/mails";
import { queueMail } from "@/lib/mail/queue-mail";
import { linkMinutes } from "./link-minutes";
import { makeMailToken } from "./mail-token";
import type { Person } from "./people";

type Addressee = Pick<Person, "id" | "email" | "name" | "locale">;

/** A row for the link and a job for its mail, in the caller's transaction. The job knows the row's id, not the secret. */
export async function mailSignInLink(tx: Db, person: Addressee, returnTo: string | null, now: Date): Promise<void> {
  const tokenId = await makeMailToken(
    tx,
    { purpose: "sign_in", email: person.email, userId: person.id, returnTo },
    now,
  );
  const props = { tokenId, minutes: linkMinutes.sign_in };
  const deadline = deadlineOf("sign_in", now);
  await queueMail(tx, {
    template: "sign-in-link",
    props,
    to: to(person),
    locale: person.locale,
    effectKey: tokenId,
    deadline,
  });
}

export async function mailSignUpLink(
  tx: Db,
  asked: { email: string; locale: string; returnTo: string | null },
  now: Date,
): Promise<void> {
  const { email, locale, returnTo } = asked;
  const tokenId = await makeMailToken(tx, { purpose: "sign_up", email, userId: null, returnTo }, now);
  const props = { tokenId, minutes: linkMinutes.sign_up };
  const deadline = deadlineOf("sign_up", now);
  const addressee = { name: "", address: email };
  await queueMail(tx, { template: "sign-up-link", props, to: addressee, locale, effectKey: tokenId, deadline });
}

/** Its link is never mailed and so opens nothing: it is made because a stranger's request makes one as well. */
export async function mailAlreadyAMember(tx: Db, person: Addressee, now: Date): Promise<void> {
  const tokenId = await makeMailToken(tx, { purpose: "sign_in", email: person.email, userId: person.id }, now);
  await queueMail(tx, {
    template: "already-a-member",
    props: {},
    to: to(person),
    locale: person.locale,
    effectKey: tokenId,
  });
}

export async function mailPasswordReset(tx: Db, person: Addressee, now: Date): Promise<void> {
  const token = { purpose: "password_reset", email: person.email, userId: person.id } as const;
  const tokenId = await makeMailToken(tx, token, now);
  const props = { tokenId, minutes: linkMinutes.password_reset };
  const deadline = deadlineOf("password_reset", now);
  await queueMail(tx, {
    template: "password-reset",
    props,
    to: to(person),
    locale: person.locale,
    effectKey: tokenId,
    deadline,
  });
}

export async function mailPasswordChanged(tx: Db, person: Addressee, now: Date): Promise<void> {
  await queueMail(tx, {
    template: "password-changed",
    props: { at: now.toISOString() },
    to: to(person),
    locale: person.locale,
    effectKey: newId("out"),
  });
}

export async function mailEmailChange(tx: Db, person: Addressee, email: string, now: Date): Promise<void> {
  const tokenId = await makeMailToken(tx, { purpose: "email_change", email, userId: person.id }, now);
  const props = { tokenId, minutes: linkMinutes.email_change };
  const deadline = deadlineOf("email_change", now);
  const addressee = { name: person.name, address: email };
  await queueMail(tx, {
    template: "email-change",
    props,
    to: addressee,
    locale: person.locale,
    effectKey: tokenId,
    deadline,
  });
}

/** To the person as they were: whoever reads the old mailbox may not be who gave it up. */
export async function mailEmailChanged(tx: Db, before: Addressee, now: Date): Promise<void> {
  await queueMail(tx, {
    template: "email-changed",
    props: { at: now.toISOString() },
    to: to(before),
    locale: before.locale,
    effectKey: newId("out"),
  });
}

function to(person: Addressee): Recipient {
  return { name: person.name, address: person.email };
}

function deadlineOf(purpose: keyof typeof linkMinutes, now: Date): string {
  return new Date(now.getTime() + linkMinutes[purpose] * 60_000).toISOString();
}
