import { invalid } from "../http/failure";
import type { Objects } from "../store/kinds";
import type { Unit } from "../store/unit";
import type { Decline } from "./cards";
import { unexpectedState } from "./intents";
import { attach, cardFailure, type Method, testCardOf } from "./methods";

export type Setup = Objects["setup_intent"];

const approvalFailed: Decline = {
  code: "setup_intent_authentication_failure",
  message: "We are unable to authenticate your payment method. Choose a different payment method and try again.",
};

/** Makes a payment method ready to be charged later, without taking anything now. */
export async function confirmSetup(unit: Unit, setup: Setup, returnUrl: string | null): Promise<void> {
  if (!["requires_payment_method", "requires_confirmation"].includes(setup.status))
    throw unexpectedState(setup, "confirm");
  if (!setup.payment_method) {
    throw invalid("You cannot confirm this SetupIntent because it's missing a payment method.", "payment_method");
  }
  const method = await unit.get("payment_method", setup.payment_method);
  setup.last_setup_error = null;
  const testCard = testCardOf(unit, method);
  if (testCard && testCard.authentication !== "never" && !testCard.alreadySetUp) {
    setup.status = "requires_action";
    setup.next_action = returnUrl
      ? {
          type: "redirect_to_url",
          redirect_to_url: { return_url: returnUrl, url: `${unit.surroundings.publicUrl}/3ds/${setup.id}` },
        }
      : { type: "use_stripe_sdk", use_stripe_sdk: {} };
    unit.announce("setup_intent.requires_action", setup);
    return;
  }
  if (testCard?.refusesToBeKept && testCard.decline) throw failSetup(unit, setup, method, testCard.decline);
  succeed(unit, setup, method);
}

export function cancelSetup(unit: Unit, setup: Setup, reason: Setup["cancellation_reason"]): void {
  if (!["requires_payment_method", "requires_confirmation", "requires_action"].includes(setup.status)) {
    throw unexpectedState(setup, "cancel");
  }
  setup.status = "canceled";
  setup.cancellation_reason = reason;
  setup.next_action = null;
  unit.announce("setup_intent.canceled", setup);
}

/** What the owner of the card answered on the bank's page. */
export async function answerSetup(unit: Unit, setup: Setup, approved: boolean): Promise<void> {
  if (setup.status !== "requires_action" || !setup.payment_method) throw unexpectedState(setup, "authenticate");
  const method = await unit.get("payment_method", setup.payment_method);
  setup.next_action = null;
  if (approved) succeed(unit, setup, method);
  else failSetup(unit, setup, method, approvalFailed);
}

function succeed(unit: Unit, setup: Setup, method: Method): void {
  if (setup.customer) attach(unit, method, setup.customer);
  unit.hiddenOf(method).setUp = setup.usage === "off_session";
  setup.status = "succeeded";
  unit.announce("setup_intent.succeeded", setup);
}

function failSetup(unit: Unit, setup: Setup, method: Method, { code, declineCode, message }: Decline) {
  const error = {
    code,
    ...(declineCode && { decline_code: declineCode }),
    message,
    payment_method: structuredClone(method),
    type: "card_error" as const,
  };
  setup.last_setup_error = error as Setup["last_setup_error"];
  setup.payment_method = null;
  setup.next_action = null;
  setup.status = "requires_payment_method";
  unit.announce("setup_intent.setup_failed", setup);
  const told = { setup_intent: structuredClone(setup), payment_method: error.payment_method };
  return cardFailure({ code, declineCode, message }, told, true);
}
