import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeConnections, inSystem, inWorkspace, systemDatabase } from "@/db";
import { paymentMethods, providerEvents } from "@/db/schema/payments";
import { purchases } from "@/db/schema/purchases";
import { auditLines } from "@/db/schema/workspaces";
import type { Context } from "@/lib/context";
import { wholeCredits } from "@/lib/credits";
import { readBalance } from "@/lib/ledger/balance";
import { byStripe } from "@/lib/payments/by-stripe";
import { ensureCustomer } from "@/lib/payments/ensure-customer";
import { externalIdOf } from "@/lib/payments/find-ref";
import { openPayment } from "@/lib/payments/open-payment";
import { receiveStripeEvent } from "@/lib/payments/stripe-events/receive";
import { trip, workUntil } from "@/lib/payments/testing";
import { startPurchase } from "@/lib/purchases/start-purchase";
import { buyingWorkspace, wish } from "@/lib/purchases/testing";
import { answerBank, type StripeSandbox, startStripeSandbox } from "@/lib/stripe/testing";
import { findKeptOn, listCards } from "./data";
import { followCards } from "./follow-cards";
import { noteConsent } from "./note-consent";
import { openCardSetup } from "./open-card-setup";
import { removeCard } from "./remove-card";
import { setDefaultCard } from "./set-default-card";

let stripe: StripeSandbox;
beforeAll(async () => {
  stripe = await startStripeSandbox((body, signature) => receiveStripeEvent(body, signature, new Date()));
});
afterAll(async () => {
  await stripe.close();
  await closeConnections();
});

const newWorkspace = async (): Promise<Context> => ({ ...(await buyingWorkspace()), now: new Date() });

let forms = 0;

/** What a person does: opens the page, enters the card there. */
async function enter(ctx: Context, card: string): Promise<string> {
  forms += 1;
  const url = await openCardSetup(ctx, { ...trip, form: `form-${forms}` });
  const session = /cs_test_\w+/.exec(url)?.[0] ?? "";
  expect((await stripe.post(`/v1/payment_pages/${session}/confirm`, { payment_method: card })).status).toBe(200);
  return session;
}

async function withCard(card = "pm_card_visa") {
  const ctx = await newWorkspace();
  const session = await enter(ctx, card);
  await workUntil(async () => (await findKeptOn(ctx, session)) !== null);
  const [kept] = await listCards(ctx);
  if (!kept) throw new Error("The card was not kept.");
  return { ctx, session, card: kept };
}

const nameOf = async (ctx: Context, id: string) => (await externalIdOf(ctx, "payment_method", id)) ?? "";

const rowOf = async (ctx: Context, id: string) => {
  const [row] = await inWorkspace(ctx, (tx) =>
    tx
      .select()
      .from(paymentMethods)
      .where(and(eq(paymentMethods.workspaceId, ctx.workspaceId), eq(paymentMethods.id, id))),
  );
  return row;
};

const purchaseOf = async (ctx: Context, id: string) => {
  const [row] = await inWorkspace(ctx, (tx) =>
    tx
      .select()
      .from(purchases)
      .where(and(eq(purchases.workspaceId, ctx.workspaceId), eq(purchases.id, id))),
  );
  return row;
};
const statusOf = async (ctx: Context, id: string) => (await purchaseOf(ctx, id))?.status;
const failureOf = async (ctx: Context, id: string) => (await purchaseOf(ctx, id))?.failure;

const actionsOf = (ctx: Context) =>
  inWorkspace(ctx, async (tx) =>
    (await tx.select().from(auditLines).where(eq(auditLines.workspaceId, ctx.workspaceId)).orderBy(auditLines.seq))
      .map(({ action }) => action)
      .filter((action) => action.startsWith("card.")),
  );

describe("a card that is added", () => {
  it("is kept as its brand, last digits and expiry, is the default, and says who agreed to what and when", async () => {
    const { ctx, card } = await withCard();
    expect(card).toMatchObject({ brand: "visa", lastFour: "4242", isDefault: true, expiry: "fine", recurring: 0 });
    expect(await rowOf(ctx, card.id)).toMatchObject({
      consentVersion: "2026-11",
      consentBy: ctx.actor.kind === "user" ? `user:${ctx.actor.id}` : "",
    });
    expect(await actionsOf(ctx)).toEqual(["card.add"]);
  });

  it("comes here when nothing was announced, and twice is once", async () => {
    const ctx = await newWorkspace();
    const session = await enter(ctx, "pm_card_mastercard");
    const first = await noteConsent(ctx, session);
    expect(first).not.toBeNull();
    expect(await noteConsent(ctx, session)).toBe(first);
    await Promise.all([followCards(ctx), followCards(ctx), followCards(ctx)]);
    expect(await listCards(ctx)).toHaveLength(1);
  });

  it("seen by many at once is made once", async () => {
    const ctx = await newWorkspace();
    await enter(ctx, "pm_card_visa");
    await Promise.all(Array.from({ length: 8 }, () => followCards(ctx)));
    expect(await listCards(ctx)).toHaveLength(1);
  });

  it("again is the same card, and removing it takes away both of its names", async () => {
    const { ctx, card } = await withCard();
    const again = await enter(ctx, "pm_card_visa");
    expect(await noteConsent(ctx, again)).toBe(card.id);
    expect((await listCards(ctx)).map(({ id }) => id)).toEqual([card.id]);
    await removeCard(ctx, card.id);
    expect((await followCards(ctx)).size).toBe(2);
    expect(await listCards(ctx)).toEqual([]);
  });

  it("on a page of another workspace is not taken for one of ours", async () => {
    const { session } = await withCard();
    const stranger = await withCard("pm_card_mastercard");
    expect(await noteConsent(stranger.ctx, session)).toBeNull();
    expect((await listCards(stranger.ctx)).map(({ brand }) => brand)).toEqual(["mastercard"]);
  });

  it("on a page nobody finished is not kept", async () => {
    const ctx = await newWorkspace();
    const url = await openCardSetup(ctx, { ...trip, form: "unfinished" });
    expect(await noteConsent(ctx, /cs_test_\w+/.exec(url)?.[0] ?? "")).toBeNull();
  });
});

describe("while a purchase is paid", () => {
  async function paidWith(keepsCard: boolean) {
    const ctx = await newWorkspace();
    const { id } = await startPurchase(ctx, wish({ keepsCard }));
    const { url } = await openPayment(ctx, byStripe, id, trip);
    await stripe.payOn(/cs_test_\w+/.exec(url ?? "")?.[0] ?? "", "pm_card_visa", 8_664_000n);
    await workUntil(async () => (await statusOf(ctx, id)) === "paid");
    return ctx;
  }

  it("a card is kept when that was ticked, with the consent", async () => {
    const ctx = await paidWith(true);
    await workUntil(async () => (await listCards(ctx)).some(({ consentAt }) => consentAt !== null));
    expect(await listCards(ctx)).toMatchObject([{ lastFour: "4242", isDefault: true }]);
  });

  it("a card is not kept when it was not", async () => {
    const ctx = await paidWith(false);
    await followCards(ctx);
    expect(await listCards(ctx)).toEqual([]);
  });
});

describe("cards", () => {
  it("have one default; a person chooses it, and when it is removed the newest of the others is it", async () => {
    const { ctx, card: visa } = await withCard();
    await noteConsent(ctx, await enter(ctx, "pm_card_mastercard"));
    const mastercard = (await listCards(ctx)).find(({ brand }) => brand === "mastercard");
    await setDefaultCard(ctx, mastercard?.id ?? "");
    expect((await listCards(ctx)).map(({ brand, isDefault }) => [brand, isDefault])).toEqual([
      ["mastercard", true],
      ["visa", false],
    ]);
    await removeCard(ctx, mastercard?.id ?? "");
    expect(await listCards(ctx)).toMatchObject([{ id: visa.id, isDefault: true }]);
    expect(await actionsOf(ctx)).toEqual(["card.add", "card.add", "card.default", "card.remove"]);
  });

  it("removed or changed at the provider are so here, and a removed one never comes back", async () => {
    const { ctx, card } = await withCard();
    const name = await nameOf(ctx, card.id);
    await stripe.post(`/v1/payment_methods/${name}`, { "card[exp_month]": "3", "card[exp_year]": "2041" });
    await workUntil(async () => (await rowOf(ctx, card.id))?.expiresYear === 2041);
    await stripe.post(`/v1/payment_methods/${name}/detach`, {});
    await workUntil(async () => (await listCards(ctx)).length === 0);
    await inSystem(systemDatabase(), (tx) => tx.update(providerEvents).set({ status: "pending", nextAt: new Date(0) }));
    await followCards(ctx);
    expect(await listCards(ctx)).toEqual([]);
  });

  it("that are removed or of another workspace can be neither chosen nor removed nor charged", async () => {
    const { ctx, card } = await withCard();
    const stranger = await newWorkspace();
    await expect(setDefaultCard(stranger, card.id)).rejects.toMatchObject({ key: "unknown_card" });
    await expect(removeCard(stranger, card.id)).rejects.toMatchObject({ key: "unknown_card" });
    await removeCard(ctx, card.id);
    await expect(setDefaultCard(ctx, card.id)).rejects.toMatchObject({ key: "unknown_card" });
    const { id } = await startPurchase(ctx, wish({ method: "saved_card", paymentMethodId: card.id }));
    await expect(openPayment(ctx, byStripe, id, trip)).rejects.toMatchObject({ key: "unknown_card" });
  });
});

describe("a charge of a saved card", () => {
  /** Kept before, and charged while its owner is there. */
  async function charged(kind: string) {
    const ctx = await newWorkspace();
    const customer = await ensureCustomer(ctx);
    expect((await stripe.post(`/v1/payment_methods/${kind}/attach`, { customer })).status).toBe(200);
    await followCards(ctx);
    const [card] = await listCards(ctx);
    const { id } = await startPurchase(ctx, wish({ method: "saved_card", paymentMethodId: card?.id ?? "" }));
    const payment = await openPayment(ctx, byStripe, id, trip);
    return { ctx, id, payment };
  }

  it("that goes through adds the credits at once, and once", async () => {
    const { ctx, id, payment } = await charged("pm_card_visa");
    expect(payment).toMatchObject({ status: "paid", details: { brand: "visa", lastFour: "4242" } });
    expect(await statusOf(ctx, id)).toBe("paid");
    await expect(openPayment(ctx, byStripe, id, trip)).rejects.toMatchObject({ key: "purchase_closed" });
    expect(await readBalance(ctx)).toMatchObject({ walletMicro: wholeCredits(10_000) });
  });

  it("that the bank declines says so, adds nothing, and is another charge when it is tried again", async () => {
    const { ctx, id, payment } = await charged("pm_card_chargeCustomerFail");
    expect(payment).toMatchObject({ status: "failed", failure: "generic" });
    expect(await statusOf(ctx, id)).toBe("failed");
    expect(await openPayment(ctx, byStripe, id, trip)).toMatchObject({ attempt: 2, status: "failed" });
    expect(await readBalance(ctx)).toMatchObject({ walletMicro: 0n });
  });

  it("that its bank wants approved leads there, and is paid once it is", async () => {
    const { ctx, id, payment } = await charged("pm_card_authenticationRequired");
    expect(payment.status).toBe("open");
    expect(await statusOf(ctx, id)).toBe("requires_action");
    await answerBank(payment.url ?? "", "approve");
    await workUntil(async () => (await statusOf(ctx, id)) === "paid");
    expect(await readBalance(ctx)).toMatchObject({ walletMicro: wholeCredits(10_000) });
  });

  it("that its owner does not approve adds nothing and says so", async () => {
    const { ctx, id, payment } = await charged("pm_card_authenticationRequired");
    await answerBank(payment.url ?? "", "refuse");
    await workUntil(async () => (await statusOf(ctx, id)) === "failed");
    expect(await failureOf(ctx, id)).toBe("authentication_failed");
    expect(await readBalance(ctx)).toMatchObject({ walletMicro: 0n });
  });

  it("for which the money is missing says that", async () => {
    const kind = "pm_card_authenticationRequiredChargeDeclinedInsufficientFunds";
    const { ctx, id, payment } = await charged(kind);
    await answerBank(payment.url ?? "", "approve");
    await workUntil(async () => (await statusOf(ctx, id)) === "failed");
    expect(await failureOf(ctx, id)).toBe("insufficient_funds");
    expect(await readBalance(ctx)).toMatchObject({ walletMicro: 0n });
  });
});
