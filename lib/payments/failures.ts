/** Why a payment did not go through, in words of ours; each has a sentence in `purchases.failures`. */
export const failures = [
  "insufficient_funds",
  "expired_card",
  "incorrect_cvc",
  "lost_or_stolen",
  "authentication_required",
  "authentication_failed",
  "processing_error",
  "generic",
] as const;
export type Failure = (typeof failures)[number];

const byCode: Record<string, Failure> = {
  insufficient_funds: "insufficient_funds",
  expired_card: "expired_card",
  incorrect_cvc: "incorrect_cvc",
  invalid_cvc: "incorrect_cvc",
  lost_card: "lost_or_stolen",
  stolen_card: "lost_or_stolen",
  authentication_required: "authentication_required",
  payment_intent_authentication_failure: "authentication_failed",
  processing_error: "processing_error",
};

/** The bank's own reason says more than what the provider makes of it. */
export function failureOf(error: { code?: string | null; decline_code?: string | null } | null): Failure {
  return byCode[error?.decline_code ?? ""] ?? byCode[error?.code ?? ""] ?? "generic";
}
