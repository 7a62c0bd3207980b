import "server-only";
import { wholeCredits } from "@/lib/credits";
import { env } from "@/lib/env";

/** What an operator may give or take alone, in a workspace and a day. */
export function adjustmentLimit(): bigint {
  return wholeCredits(env().OPERATOR_LIMIT_CREDITS);
}
