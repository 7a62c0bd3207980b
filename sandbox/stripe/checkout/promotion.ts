import { invalid } from "../http/failure";
import { living } from "../operations/deleted";
import type { Objects } from "../store/kinds";
import { listAll } from "../store/list";
import type { Unit } from "../store/unit";
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
  if (!code?.promotion.coupon) throw unknown();
  const coupon = await living(unit, "coupon", code.promotion.coupon);
  const used = (one: Code | Coupon) => one.max_redemptions !== null && one.times_redeemed >= one.max_redemptions;
  const late = (code.expires_at ?? Infinity) <= unit.now || (coupon.redeem_by ?? Infinity) <= unit.now;
  if (late || used(code) || used(coupon) || !coupon.valid) throw invalid("This promotion code has expired.", "code");
  if (code.customer && code.customer !== session.customer) throw unknown();
  if (coupon.currency && coupon.currency !== session.currency) throw unknown();
  const { minimum_amount: least, first_time_transaction: first } = code.restrictions;
  if (least !== null && (session.amount_subtotal ?? 0) < least)
    throw invalid("The order is too small for this promotion code.", "code");
  if (first && (await hasPaid(unit, session.customer)))
    throw invalid("This promotion code is for a first purchase.", "code");
  return { code, coupon };
}

async function hasPaid(unit: Unit, customer: string | null): Promise<boolean> {
  if (!customer) return false;
  return (await listAll(unit, "payment_intent", { customer, status: "succeeded" })).length > 0;
}

async function reprice(unit: Unit, session: Session, coupon: Coupon | null): Promise<void> {
  const intent = session.payment_intent ? await unit.get("payment_intent", session.payment_intent) : null;
  if (intent?.status === "requires_action") throw invalid("A payment waits for its approval.", "code");
  const plan = planOfSession(unit, session);
  const wishes = await Promise.all(plan.items.map((item, place) => wishOfItem(unit, item, plan.taxRates[place] ?? [])));
  const priced = priceItems(wishes, coupon);
  plan.items = priced.map((item, place) => ({ ...item, id: plan.items[place]?.id ?? item.id }));
  applyTotals(session, plan.items);
  if (session.amount_total && session.payment_status === "no_payment_required") session.payment_status = "unpaid";
  if (intent && session.amount_total) intent.amount = session.amount_total;
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
