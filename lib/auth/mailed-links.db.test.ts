import { eq, sql } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { closeConnections, database } from "@/db";
import { mailTokens } from "@/db/schema/identity";
import { confirmEmail } from "./confirm-email";
import { finishSignUp } from "./finish-sign-up";
import { peekMailLink } from "./mail-token";
import { requestEmailChange } from "./request-email-change";
import { requestPasswordReset } from "./request-password-reset";
import { requestSignInLink } from "./request-sign-in-link";
import { requestSignUp } from "./request-sign-up";
import { resetPassword } from "./reset-password";
import { signInByLink } from "./sign-in-by-link";
import { signInWithPassword } from "./sign-in-with-password";
import {
  asPerson,
  mailedToken,
  mailsTo,
  minutesLater,
  noon,
  openSessionsOf,
  password,
  personWith,
  phone,
  queuedMails,
  refusalOf,
  stranger,
} from "./testing";

afterAll(() => closeConnections());

const newPassword = "river stone 1203";
const freshEmail = () => `new-${Math.random().toString(36).slice(2)}@kianda.example`;

describe("asking for a mail", () => {
  const requests = { requestSignInLink, requestSignUp, requestPasswordReset };

  it.each(Object.entries(requests))(
    "%s answers alike for a member and for a stranger, and mails each once",
    async (_name, request) => {
      const ana = await personWith();
      const unknown = freshEmail();
      const answers = [];
      for (const email of [ana.email, unknown]) answers.push(await request(stranger(), { email, locale: "pt" }));
      expect(answers).toEqual([undefined, undefined]);
      expect(await mailsTo(ana.email)).toHaveLength(1);
      expect(await mailsTo(unknown)).toEqual(["sign-up-link"]);
      for (const email of [ana.email, unknown]) {
        expect(await database().$count(mailTokens, eq(mailTokens.email, email)), "rows written for a link").toBe(1);
      }
    },
  );

  it("tells a member who signs up again in the mailbox, not on the page", async () => {
    const ana = await personWith();
    await requestSignUp(stranger(), { email: ana.email, locale: "pt" });
    expect(await mailsTo(ana.email)).toEqual(["already-a-member"]);
  });

  it.each(Object.entries(requests))(
    "%s answers alike after four mails to one address, sends no fifth, and sends again ten minutes later",
    async (_name, request) => {
      const ana = await personWith();
      for (const email of [ana.email, freshEmail()]) {
        for (let asked = 0; asked < 5; asked++) {
          expect(await refusalOf(request(stranger(), { email, locale: "pt" }))).toBeNull();
        }
        expect(await mailsTo(email)).toHaveLength(4);
        await request(stranger(minutesLater(10)), { email, locale: "pt" });
        expect(await mailsTo(email)).toHaveLength(5);
      }
    },
  );

  it("of one kind takes nothing from the budget of another", async () => {
    const ana = await personWith();
    for (let asked = 0; asked < 6; asked++) await requestSignInLink(stranger(), { email: ana.email, locale: "pt" });
    await requestPasswordReset(stranger(), { email: ana.email, locale: "pt" });
    expect((await mailsTo(ana.email)).filter((template) => template === "password-reset")).toHaveLength(1);
  });

  it("never mails another person for an odd spelling of an address", async () => {
    const ana = await personWith();
    const [name, host] = ana.email.split("@");
    const before = (await queuedMails()).length;
    const spellings = [
      `${ana.email}＠evil.example`,
      `${name}＠${host}`,
      `"${ana.email}"@evil.example`,
      `${ana.email},eve@evil.example`,
      `eve@evil.example,${ana.email}`,
      `${ana.email}\r\nBcc: eve@evil.example`,
      `${name}@${host}@evil.example`,
      `<${ana.email}>`,
      `${name}%${host}@evil.example`,
      `${name}@\u212Aianda.example`,
      `${name}@kianda。example`,
    ];
    for (const email of spellings) {
      const answer = await refusalOf(requestPasswordReset(stranger(), { email, locale: "pt" }));
      expect(answer, email).toMatchObject({ code: "invalid", key: "email" });
    }
    expect(await queuedMails()).toHaveLength(before);
  });

  it("leaves nothing in the queue that opens a door", async () => {
    const ana = await personWith();
    await requestSignInLink(stranger(), { email: ana.email, locale: "pt" });
    const secret = (await mailedToken(ana.email, "sign_in")).split(".")[1] ?? "missing";
    expect(JSON.stringify(await queuedMails())).not.toContain(secret);
    const rows = await database().execute(sql`select * from mail_tokens`);
    expect(JSON.stringify(rows)).not.toContain(secret);
  });
});

describe("a link to sign in", () => {
  const linkFor = async () => {
    const ana = await personWith();
    await requestSignInLink(stranger(), { email: ana.email, locale: "pt", returnTo: "/w/kianda/overview" });
    return { ana, token: await mailedToken(ana.email, "sign_in") };
  };

  it("is not used up by looking at it", async () => {
    const { ana, token } = await linkFor();
    for (let look = 0; look < 3; look++) {
      expect(await peekMailLink(stranger(), token, "sign_in")).toMatchObject({ state: "open", email: ana.email });
    }
    expect(await signInByLink(stranger(), { token }, phone)).toMatchObject({
      userId: ana.id,
      returnTo: "/w/kianda/overview",
    });
    expect(await peekMailLink(stranger(), token, "sign_in")).toEqual({ state: "used" });
  });

  it("works once, also when it is pressed eight times at the same moment", async () => {
    const { ana, token } = await linkFor();
    const presses = Array.from({ length: 8 }, () => refusalOf(signInByLink(stranger(), { token }, phone)));
    const refused = (await Promise.all(presses)).filter((answer) => answer !== null);
    expect(refused).toHaveLength(7);
    for (const answer of refused) expect(answer).toMatchObject({ code: "gone", key: "link_expired" });
    expect(await openSessionsOf(ana.id)).toHaveLength(1);
  });

  it("works for fifteen minutes", async () => {
    const { token } = await linkFor();
    expect(await refusalOf(signInByLink(stranger(minutesLater(15)), { token }, phone))).toMatchObject({ code: "gone" });
    expect(await peekMailLink(stranger(minutesLater(15)), token, "sign_in")).toEqual({ state: "expired" });
    expect(await refusalOf(signInByLink(stranger(minutesLater(14)), { token }, phone))).toBeNull();
  });

  it("does nothing but sign in", async () => {
    const { token } = await linkFor();
    expect(await refusalOf(resetPassword(stranger(), { token, password: newPassword }))).toMatchObject({
      code: "gone",
    });
    expect(await refusalOf(confirmEmail(stranger(), { token }))).toMatchObject({ code: "gone" });
    expect(await refusalOf(signInByLink(stranger(), { token }, phone))).toBeNull();
  });

  it("sent to an address the person no longer has opens nothing", async () => {
    const { ana, token } = await linkFor();
    await database().execute(sql`update users set email = ${freshEmail()} where id = ${ana.id}`);
    expect(await refusalOf(signInByLink(stranger(), { token }, phone))).toMatchObject({ code: "gone" });
  });
});

describe("resetting a password", () => {
  it("ends every session, withdraws every other link and tells the person", async () => {
    const ana = await personWith();
    await signInWithPassword(stranger(), { email: ana.email, password }, phone);
    await signInWithPassword(stranger(), { email: ana.email, password }, phone);
    await requestSignInLink(stranger(), { email: ana.email, locale: "pt" });
    await requestPasswordReset(stranger(), { email: ana.email, locale: "pt" });
    const token = await mailedToken(ana.email, "password_reset");
    expect(await resetPassword(stranger(), { token, password: newPassword })).toEqual({ sessionsEnded: 2 });
    expect(await openSessionsOf(ana.id)).toEqual([]);
    const link = await mailedToken(ana.email, "sign_in");
    expect(await refusalOf(signInByLink(stranger(), { token: link }, phone))).toMatchObject({ code: "gone" });
    expect(await mailsTo(ana.email)).toContain("password-changed");
    expect(
      await refusalOf(signInWithPassword(stranger(), { email: ana.email, password: newPassword }, phone)),
    ).toBeNull();
  });

  it("with a password that is refused leaves the link open", async () => {
    const ana = await personWith();
    await requestPasswordReset(stranger(), { email: ana.email, locale: "pt" });
    const token = await mailedToken(ana.email, "password_reset");
    expect(await refusalOf(resetPassword(stranger(), { token, password: ana.email }))).toMatchObject({
      key: "weak_password",
    });
    expect(await refusalOf(resetPassword(stranger(), { token, password: newPassword }))).toBeNull();
    expect(await refusalOf(resetPassword(stranger(), { token, password }))).toMatchObject({ code: "gone" });
  });

  it("works for an hour", async () => {
    const ana = await personWith();
    await requestPasswordReset(stranger(), { email: ana.email, locale: "pt" });
    const token = await mailedToken(ana.email, "password_reset");
    expect(await refusalOf(resetPassword(stranger(minutesLater(60)), { token, password: newPassword }))).toMatchObject({
      code: "gone",
    });
  });
});

describe("signing up", () => {
  it("makes the account when the link is followed, signed in and with the address proven", async () => {
    const email = freshEmail();
    await requestSignUp(stranger(), { email, locale: "id" });
    const token = await mailedToken(email, "sign_up");
    const person = { token, name: "Siti Rahma", password: newPassword, locale: "id" } as const;
    const session = await finishSignUp(stranger(), person, phone);
    expect(await openSessionsOf(session.userId)).toEqual([{ id: session.id }]);
    expect(await refusalOf(finishSignUp(stranger(), person, phone))).toMatchObject({ code: "gone" });
    expect(await refusalOf(signInWithPassword(stranger(), { email, password: newPassword }, phone))).toBeNull();
  });

  it("never makes a second account of one address, nor changes the first one", async () => {
    const email = freshEmail();
    await requestSignUp(stranger(), { email, locale: "id" });
    const token = await mailedToken(email, "sign_up");
    await personWith({ email });
    const late = finishSignUp(stranger(), { token, name: "Eve", password: newPassword, locale: "id" }, phone);
    expect(await refusalOf(late)).toMatchObject({ code: "conflict", key: "email_taken" });
    expect(await refusalOf(signInWithPassword(stranger(), { email, password }, phone))).toBeNull();
  });
});

describe("changing the address", () => {
  it("asks for the password and waits for the new mailbox", async () => {
    const ana = await personWith();
    const email = freshEmail();
    const ask = (currentPassword: string) => requestEmailChange(asPerson(ana.id), { email, currentPassword });
    expect(await refusalOf(ask("wrong"))).toMatchObject({ key: "wrong_password" });
    await ask(password);
    expect(await refusalOf(signInWithPassword(stranger(), { email, password }, phone))).toMatchObject({
      key: "wrong_credentials",
    });
    expect(await confirmEmail(stranger(), { token: await mailedToken(email, "email_change") })).toEqual({ email });
    expect(await refusalOf(signInWithPassword(stranger(), { email, password }, phone))).toBeNull();
  });

  it("tells the old mailbox, once and only when it has happened", async () => {
    const ana = await personWith();
    const email = freshEmail();
    await requestEmailChange(asPerson(ana.id), { email, currentPassword: password });
    expect(await mailsTo(ana.email)).toEqual([]);
    const token = await mailedToken(email, "email_change");
    const presses = Array.from({ length: 4 }, () => refusalOf(confirmEmail(stranger(), { token })));
    await Promise.all(presses);
    expect(await mailsTo(ana.email)).toEqual(["email-changed"]);
    expect(await mailsTo(email)).toEqual(["email-change"]);
  });

  it("to somebody else's address answers alike, tells its owner and changes nothing", async () => {
    const [ana, rui] = [await personWith(), await personWith()];
    await requestEmailChange(asPerson(ana.id), { email: rui.email, currentPassword: password });
    expect(await mailsTo(rui.email)).toEqual(["already-a-member"]);
  });

  it("to an address that was taken meanwhile is refused", async () => {
    const ana = await personWith();
    const email = freshEmail();
    await requestEmailChange(asPerson(ana.id, noon), { email, currentPassword: password });
    await personWith({ email });
    const late = confirmEmail(stranger(), { token: await mailedToken(email, "email_change") });
    expect(await refusalOf(late)).toMatchObject({ code: "conflict", key: "email_taken" });
    expect(await mailsTo(ana.email)).toEqual([]);
  });
});
