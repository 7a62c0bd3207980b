/** Every code a refusal of the API may carry, with its status. The sentence of each is `api.refusals.<code>`. */
export const answers = {
  invalid: 400,
  unauthenticated: 401,
  insufficient_credits: 402,
  plan_exhausted: 402,
  agent_limit_reached: 402,
  agent_stopped: 402,
  key_limit_reached: 402,
  workspace_limit_reached: 402,
  number_credits_exhausted: 402,
  wallet_frozen: 402,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  key_reused: 409,
  hold_closed: 409,
  not_charged: 409,
  too_large: 413,
  unsupported_media_type: 415,
  no_rate: 422,
  too_old: 422,
  in_the_future: 422,
  rate_limited: 429,
  unexpected: 500,
  unavailable: 503,
} as const;

export type Answers = typeof answers;
export type AnswerCode = keyof Answers;

/** What any operation may answer. */
export const always: readonly AnswerCode[] = [
  "unauthenticated",
  "forbidden",
  "rate_limited",
  "unexpected",
  "unavailable",
];

/** What limits and funds say to something whose rate and time are settled. */
export const limited: readonly AnswerCode[] = [
  "insufficient_credits",
  "plan_exhausted",
  "agent_limit_reached",
  "agent_stopped",
  "key_limit_reached",
  "workspace_limit_reached",
  "number_credits_exhausted",
  "wallet_frozen",
];

export const spending: readonly AnswerCode[] = [...limited, "no_rate", "too_old", "in_the_future", "key_reused"];
