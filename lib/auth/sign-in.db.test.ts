import { hash, verify } from "@node-rs/argon2";
import { eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { closeConnections, database } from "@/db";
import { users } from "@/db/schema/identity";
import { openSession } from "@/lib/gate/viewer";
import { changePassword } from "./change-password";
import { listSessions } from "./data";
import { revokeSession } from "./revoke-session";
import { sealSession, unsealSession } from "./session-token";
import { signInAsDemo } from "./sign-in-as-demo";
import { signInWithPassword } from "./sign-in-with-password";
import { signOutEverywhere } from "./sign-out-everywhere";
import {
  asPerson,
  mailsTo,
  minutesLater,
  noon,
  openSessionsOf,
  password,
  personWith,
  phone,
  refusalOf,
  stranger,
} from "./testing";

vi.mock("@node-rs/argon2", async (original) => {
  const real = await original<typeof import("@node-rs/argon2")>();
  return { ...real, verify: vi.fn(real.verify) };
});

beforeEach(() => {
  vi.mocked(verify).mockClear();
});
afterAll(() => closeConnections());

const signIn = (email: string, typed: string, now = noon, ip = phone.ip) =>
  signInWithPassword(stranger(now), { email, password: typed }, { ...phone, ip });

describe("signing in with a password", () => {
  it("opens a session, in whatever case and with whatever spaces the address is typed", async () => {
    const ana = await personWith();
    const session = await signIn(`  ${ana.email.toUpperCase()} `, password);
    const opened = await openSession(session.id, noon, "req_test");
    expect(opened?.viewer).toMatchObject({ id: ana.id, email: ana.email, hasPassword: true });
    expect(await unsealSession(await sealSession(session))).toBe(session.id);
  });

  it("answers a wrong password, an unknown address and a person without a password alike, and hashes for each", async () => {
    const ana = await personWith();
    const byLink = await personWith();
    await database().update(users).set({ passwordHash: null }).where(eq(users.id, byLink.id));
    const answers = [];
    for (const email of [ana.email, "nobody@kianda.example", byLink.email]) {
      answers.push(await refusalOf(signIn(email, "something else")));
    }
    const alike = { code: "unauthenticated", key: "wrong_credentials", values: undefined };
    expect(answers).toEqual([alike, alike, alike]);
    expect(vi.mocked(verify)).toHaveBeenCalledTimes(3);
  });

  it("is slowed for the place that tried ten times, and for nobody who signs in from another place", async () => {
    const ana = await personWith();
    for (let attempt = 0; attempt < 10; attempt++) await refusalOf(signIn(ana.email, "wrong"));
    expect(await refusalOf(signIn(ana.email, password))).toEqual({
      code: "rate_limited",
      key: "rate_limited",
      values: { minutes: 1 },
    });
    expect(await refusalOf(signIn(ana.email, password, noon, "198.51.100.4"))).toBeNull();
    expect(await refusalOf(signIn(ana.email, password, minutesLater(1)))).toBeNull();
  });

  it("is guessed at from many places a hundred times at most, and works again within the minute", async () => {
    const email = "guessed-at@kianda.example";
    vi.mocked(verify).mockResolvedValue(false);
    for (let place = 0; place < 10; place++) {
      for (let attempt = 0; attempt < 10; attempt++)
        await refusalOf(signIn(email, "wrong", noon, `198.51.100.${place}`));
    }
    const elsewhere = "203.0.113.200";
    expect(await refusalOf(signIn(email, "wrong", noon, elsewhere))).toMatchObject({ code: "rate_limited" });
    expect(await refusalOf(signIn(email, "wrong", minutesLater(0.1), elsewhere))).toMatchObject({
      key: "wrong_credentials",
    });
    vi.mocked(verify).mockReset();
    const real = await vi.importActual<typeof import("@node-rs/argon2")>("@node-rs/argon2");
    vi.mocked(verify).mockImplementation(real.verify);
  });

  it("leaves the password of an open session askable, whatever strangers tried, and slows guessing there too", async () => {
    const ana = await personWith();
    for (let attempt = 0; attempt < 12; attempt++) await refusalOf(signIn(ana.email, "wrong"));
    const here = await signIn(ana.email, password, noon, "198.51.100.9");
    const change = (currentPassword: string) =>
      changePassword(asPerson(ana.id), { currentPassword, newPassword: "river stone 1203", sessionId: here.id });
    for (let attempt = 0; attempt < 10; attempt++) {
      expect(await refusalOf(change("wrong"))).toMatchObject({ key: "wrong_password" });
    }
    expect(await refusalOf(change(password))).toMatchObject({ code: "rate_limited" });
  });

  it("stays possible for one address while another is being tried", async () => {
    const [ana, rui] = [await personWith(), await personWith()];
    for (let attempt = 0; attempt < 12; attempt++) await refusalOf(signIn(ana.email, "wrong"));
    expect(await refusalOf(signIn(rui.email, password))).toBeNull();
  });

  it("renews a hash of an older cost without anybody noticing", async () => {
    const ana = await personWith();
    const old = await hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
    await database().update(users).set({ passwordHash: old }).where(eq(users.id, ana.id));
    await signIn(ana.email, password);
    const [kept] = await database().select().from(users).where(eq(users.id, ana.id));
    expect(kept?.passwordHash).toContain("m=65536,t=4");
    expect(await refusalOf(signIn(ana.email, password))).toBeNull();
  });

  it("is refused when the password changes while it is being checked", async () => {
    const ana = await personWith();
    const other = await hash("another lantern 49");
    const { verify: real } = await vi.importActual<typeof import("@node-rs/argon2")>("@node-rs/argon2");
    vi.mocked(verify).mockImplementationOnce(async (...given) => {
      await database().update(users).set({ passwordHash: other }).where(eq(users.id, ana.id));
      return real(...given);
    });
    expect(await refusalOf(signIn(ana.email, password))).toMatchObject({ key: "wrong_credentials" });
    expect(await openSessionsOf(ana.id)).toEqual([]);
  });

  it("as a person of the demo is refused where no demo runs", async () => {
    const demo = signInAsDemo(stranger(), { email: "owner@kianda.example" }, phone);
    expect(await refusalOf(demo)).toMatchObject({ code: "not_found" });
  });
});

describe("a session", () => {
  it("is nobody's from the moment it is revoked", async () => {
    const ana = await personWith();
    const session = await signIn(ana.email, password);
    await revokeSession(asPerson(ana.id), { sessionId: session.id });
    expect(await openSession(session.id, noon, "req_test")).toBeNull();
  });

  it("of somebody else cannot be revoked", async () => {
    const [ana, eve] = [await personWith(), await personWith()];
    const session = await signIn(ana.email, password);
    expect(await refusalOf(revokeSession(asPerson(eve.id), { sessionId: session.id }))).toMatchObject({
      code: "not_found",
    });
    expect(await openSession(session.id, noon, "req_test")).not.toBeNull();
  });

  it("ends by itself after thirty days", async () => {
    const ana = await personWith();
    const session = await signIn(ana.email, password);
    expect(await openSession(session.id, minutesLater(30 * 24 * 60 - 1), "req_test")).not.toBeNull();
    expect(await openSession(session.id, minutesLater(30 * 24 * 60), "req_test")).toBeNull();
  });

  it("is listed with the one that asks first, and with what it runs on", async () => {
    const ana = await personWith();
    const first = await signIn(ana.email, password);
    await signIn(ana.email, password, minutesLater(1));
    const rows = await listSessions(asPerson(ana.id, minutesLater(2)), first.id);
    expect(rows.map(({ isCurrent }) => isCurrent)).toEqual([true, false]);
    expect(rows[0]).toMatchObject({ id: first.id, device: { browser: "Safari", system: "iPhone" }, ip: phone.ip });
  });

  it("ends everywhere at once, or everywhere else", async () => {
    const ana = await personWith();
    const here = await signIn(ana.email, password);
    await signIn(ana.email, password);
    await signIn(ana.email, password);
    expect(await signOutEverywhere(asPerson(ana.id), { exceptSessionId: here.id })).toBe(2);
    expect(await openSessionsOf(ana.id)).toEqual([{ id: here.id }]);
    expect(await signOutEverywhere(asPerson(ana.id))).toBe(1);
    expect(await openSessionsOf(ana.id)).toEqual([]);
  });
});

describe("changing the password", () => {
  it("asks for the current one, ends the other sessions and tells the person", async () => {
    const ana = await personWith();
    const here = await signIn(ana.email, password);
    await signIn(ana.email, password);
    const change = (currentPassword: string) =>
      changePassword(asPerson(ana.id), { currentPassword, newPassword: "river stone 1203", sessionId: here.id });
    expect(await refusalOf(change("wrong"))).toMatchObject({ key: "wrong_password" });
    expect(await change(password)).toEqual({ sessionsEnded: 1 });
    expect(await openSessionsOf(ana.id)).toEqual([{ id: here.id }]);
    expect(await refusalOf(signIn(ana.email, password))).toMatchObject({ key: "wrong_credentials" });
    expect(await refusalOf(signIn(ana.email, "river stone 1203"))).toBeNull();
    expect(await mailsTo(ana.email)).toEqual(["password-changed"]);
  });

  it("refuses one that is easy to guess", async () => {
    const ana = await personWith();
    const change = changePassword(asPerson(ana.id), {
      currentPassword: password,
      newPassword: "password123",
      sessionId: "ses_1",
    });
    expect(await refusalOf(change)).toMatchObject({ key: "weak_password" });
  });
});
