import { countRedemption, type Given, type Purchase, redeemable } from "../billing/discounts";
import { invalid } from "../http/failure";
import type { Objects } from "../store/kinds";
import { listAll } from "../store/list";
import type { Unit } from "../store/unit";
import { paymentBehind } from "./behind";
import { priceItems, type Wish } from "./items";
import { applyTotals, planOfSession, type Session } from "./sessions";

type Code = Objects["promotion_code"];
type Coupon = Objects["coupon"];

/** A code that a buyer typed makes an open session cheaper; null takes it away again. */
export async function applyPromotion(unit: Unit, session: Session, typed: string | null): Promise<void> {
  if (session.status !== "open") throw invalid("This Checkout Session is not open any more.");
  if (!session.allow_promotion_codes) throw invalid("This checkout takes no promotion codes.", "code");
  const found = typed === null ? null : await codeFor(unit, session, typed);
  await reprice(unit, session, found?.coupon ?? null);
  session.discounts = found ? [{ coupon: null, promotion_code: found.code.id }] : [];
}

async function codeFor(unit: Unit, session: Session, typed: string): Promise<{ code: Code; coupon: Coupon }> {
  const unknown = () => invalid("This promotion code is not valid.", "code", "promotion_code_invalid");
  const word = typed.trim().toLowerCase();
  const [code] = (await listAll(unit, "promotion_code", { active: true })).filter(
    (candidate) => candidate.code.toLowerCase() === word,
  );
  // Whose code it is, and in which currency, is nothing to tell somebody who guesses.
  if (!code || (code.customer && code.customer !== session.customer)) throw unknown();
  const { coupon } = await redeemable(unit, { promotion_code: code.id }, purchaseOf(session), "code");
  return { code, coupon };
}

function purchaseOf({ customer, currency, amount_subtotal: subtotal }: Session): Purchase {
  return { customer, currency, subtotal };
}

/** What a session gives off, as who made it or who buys has named it. */
export function discountsOf(session: Session): Given[] {
  return (session.discounts ?? []).map(({ coupon, promotion_code }) => ({
    ...(coupon && { coupon }),
    ...(promotion_code && { promotion_code }),
  }));
}

/** Others may have used a code up since it was named, or its time may be over. */
export async function checkDiscounts(unit: Unit, session: Session): Promise<void> {
  for (const given of discountsOf(session)) await redeemable(unit, given, purchaseOf(session), "discounts[0]");
}

/** A session that is complete has used its codes, once, whatever it was paid with. */
export async function redeemOnce(unit: Unit, session: Session): Promise<void> {
  for (const given of discountsOf(session)) await countRedemption(unit, given);
}

async function reprice(unit: Unit, session: Session, coupon: Coupon | null): Promise<void> {
  const intent = await paymentBehind(unit, session);
  if (intent?.status === "requires_action") throw invalid("A payment waits for its approval.", "code");
  const plan = planOfSession(unit, session);
  const wishes = await Promise.all(plan.items.map((item, place) => wishOfItem(unit, item, plan.taxRates[place] ?? [])));
  const priced = priceItems(wishes, coupon);
  plan.items = priced.map((item, place) => ({ ...item, id: plan.items[place]?.id ?? item.id }));
  applyTotals(session, plan.items);
  if (session.amount_total && session.payment_status === "no_payment_required") session.payment_status = "unpaid";
  if (intent && session.mode === "payment" && session.amount_total) intent.amount = session.amount_total;
}

async function wishOfItem(
  unit: Unit,
  item: ReturnType<typeof planOfSession>["items"][number],
  rates: string[],
): Promise<Wish> {
  if (!item.price) throw invalid("The session sells something without a price.");
  return {
    price: item.price,
    quantity: item.quantity ?? 1,
    taxRates: await Promise.all(rates.map((id) => unit.get("tax_rate", id))),
    metadata: item.metadata ?? {},
    name: item.description ?? "",
  };
}
