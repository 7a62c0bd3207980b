import { intentBehind } from "../../checkout/behind";
import { type Plan, planOfSession, type Session } from "../../checkout/sessions";
import type { Intent } from "../../payments/charges";
import type { Method } from "../../payments/methods";
import type { Objects } from "../../store/kinds";
import { listAll } from "../../store/list";
import type { Unit } from "../../store/unit";
import { hasExpired } from "../describe";

export type Way = "card" | "sepa_debit" | "customer_balance";

/** Everything the page of an open session shows. */
export type View = {
  session: Session;
  plan: Plan;
  customer: Objects["customer"] | null;
  saved: Method[];
  ways: Way[];
  behind: Intent | Objects["setup_intent"] | null;
  /** Changes with every step: a form that was sent from an older page does nothing. */
  step: string;
  dueToday: number;
  needsMethod: boolean;
  asksEmail: boolean;
  now: number;
};

export async function viewOf(unit: Unit, id: string): Promise<View> {
  const session = await unit.get("checkout.session", id);
  await unit.standAtClockOf(session.customer);
  const plan = planOfSession(unit, session);
  const customer = session.customer ? await unit.find("customer", session.customer) : null;
  const behind = await intentBehind(unit, session);
  const dueToday = dueOf(session, plan);
  return {
    session,
    plan,
    customer,
    saved: await savedCards(unit, session),
    ways: waysOf(session),
    behind,
    step: stepOf(session, behind),
    dueToday,
    needsMethod:
      session.mode === "setup" ||
      dueToday > 0 ||
      (session.mode === "subscription" && session.payment_method_collection !== "if_required"),
    asksEmail: !session.customer_email && !customer?.email,
    now: unit.now,
  };
}

async function savedCards(unit: Unit, session: Session): Promise<Method[]> {
  if (!session.customer || session.mode === "setup") return [];
  const filters: readonly string[] = session.saved_payment_method_options?.allow_redisplay_filters ?? ["always"];
  const methods = await listAll(unit, "payment_method", { customer: session.customer, type: "card" });
  const offered = methods.filter((method) => filters.includes(method.allow_redisplay ?? "unspecified"));
  return offered.sort((a, b) => Number(hasExpired(a, unit.now)) - Number(hasExpired(b, unit.now)));
}

function waysOf({ payment_method_types: types, mode, customer }: Session): Way[] {
  const known: Way[] = ["card", "sepa_debit"];
  const ways = known.filter((way) => types.includes(way));
  return mode === "payment" && customer && types.includes("customer_balance") ? [...ways, "customer_balance"] : ways;
}

/** What is taken now: a trial's recurring lines come later. */
function dueOf(session: Session, { items, subscription }: Plan): number {
  const trial = subscription?.trial_period_days || subscription?.trial_end;
  if (!trial) return session.amount_total ?? 0;
  return items.filter(({ price }) => !price?.recurring).reduce((sum, { amount_total }) => sum + amount_total, 0);
}

function stepOf({ status, amount_total }: Session, behind: View["behind"]): string {
  if (!behind) return `${status}/${amount_total}`;
  const last = behind.object === "payment_intent" ? behind.latest_charge : behind.last_setup_error?.payment_method?.id;
  return [status, amount_total, behind.id, behind.status, last ?? "none"].join("/");
}

/** Where the owner of a card is asked, when they are. */
export function approvalOf({ behind }: Pick<View, "behind">): string | null {
  return behind?.next_action?.redirect_to_url?.url ?? null;
}

export function lastRefusal({ behind }: View): string | undefined {
  const error = behind?.object === "payment_intent" ? behind.last_payment_error : behind?.last_setup_error;
  return error?.message;
}
