import type { Answer } from "../../../shared/http/answer";
import { type Typed, untouched } from "../../../shared/pages/fields";
import { html } from "../../../shared/pages/html";
import { sendTo, show } from "../../../shared/pages/sheet";
import { submitOrder } from "../../checkout/complete";
import { applyPromotion } from "../../checkout/promotion";
import type { Session } from "../../checkout/sessions";
import { answerApproval } from "../../payments/intents";
import { answerSetup } from "../../payments/setups";
import { readingUnit } from "../../store/run-unit";
import type { Unit } from "../../store/unit";
import { attempt } from "../attempt";
import { refusedForm } from "../card-form";
import type { Pages, Visit } from "../page";
import { endedPage, successUrl } from "./ended";
import { payForm } from "./form";
import { Mistyped, readOrder } from "./order";
import { summary } from "./summary";
import { approvalOf, lastRefusal, type View, viewOf } from "./view";

export const checkoutPages: Pages = {
  "GET /c/pay/{}": (visit) => checkout(visit, untouched),

  "POST /c/pay/{}": async (visit) => {
    try {
      const { result, failure } = await attempt(visit.house, (unit) => submit(unit, visit));
      if (!failure) return sendTo(result);
      return checkout(visit, refusedForm(visit.form, failure), 402);
    } catch (error) {
      if (error instanceof Mistyped) return checkout(visit, typedIn(visit, error.problems), 422);
      throw error;
    }
  },

  "POST /c/pay/{}/promotion": async (visit) => {
    const code = visit.form.has("remove") ? null : (visit.form.get("code") ?? "");
    const { failure } = await attempt(visit.house, async (unit) =>
      applyPromotion(unit, await unit.get("checkout.session", idOf(visit)), code),
    );
    if (!failure) return sendTo(addressOf(visit));
    return checkout(visit, typedIn(visit, new Map([["code", failure.message]])), 422);
  },

  "GET /c/pay/{}/back": async (visit) => {
    const unit = readingUnit(visit.house);
    const session = await unit.get("checkout.session", idOf(visit));
    return sendTo((session.status === "complete" && successUrl(session)) || addressOf(visit));
  },
};

function idOf({ ids }: Visit): string {
  return ids[0] ?? "";
}

function addressOf(visit: Visit): string {
  return `/c/pay/${idOf(visit)}`;
}

async function checkout(visit: Visit, typed: Typed, status = 200): Promise<Answer> {
  const view = await viewOf(readingUnit(visit.house), idOf(visit));
  if (view.session.status !== "open") return endedPage(view.session);
  const told = { ...typed, refusal: typed.refusal ?? (typed === untouched ? lastRefusal(view) : undefined) };
  const body = html`<div class="checkout">${summary(visit, view, told)}${payForm(visit, view, withoutCode(told))}</div>`;
  return show(titleOf(view), body, status, { wide: true });
}

/** A wrong promotion code is told beside it, and is no fault of the payment. */
function withoutCode(typed: Typed): Typed {
  const problems = new Map([...typed.problems].filter(([name]) => name !== "code"));
  return { ...typed, problems };
}

function titleOf({ session }: View): string {
  return session.mode === "setup" ? "Save a payment method" : session.mode === "subscription" ? "Subscribe" : "Pay";
}

/** Tries to pay, and says where the buyer goes next. A form of a page that is out of date does nothing. */
async function submit(unit: Unit, visit: Visit): Promise<string> {
  const view = await viewOf(unit, idOf(visit));
  const { session, behind } = view;
  if (session.status !== "open" || visit.form.get("step") !== view.step) return nextPlace(unit, visit, session, view);
  const order = readOrder(unit, view, visit.form);
  if (behind?.status === "requires_action") {
    if (behind.object === "setup_intent") await answerSetup(unit, behind, false);
    else await answerApproval(unit, behind, false);
  }
  await submitOrder(unit, session, order);
  return nextPlace(unit, visit, session, await viewOf(unit, session.id));
}

function nextPlace(unit: Unit, visit: Visit, session: Session, view: View): string {
  const { behind } = view;
  if (behind?.next_action?.type === "display_bank_transfer_instructions") {
    return `${unit.surroundings.publicUrl}/bank/${behind.id}`;
  }
  if (session.status === "complete") return successUrl(session) ?? addressOf(visit);
  return approvalOf(view) ?? addressOf(visit);
}

function typedIn({ form }: Visit, problems: ReadonlyMap<string, string>): Typed {
  return { values: form, problems };
}
