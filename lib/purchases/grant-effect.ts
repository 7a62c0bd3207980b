import type { Purchase } from "./lock-purchase";

/** The effect under which the credits of a purchase come in, once. */
export function grantEffectOf({ id, recurringId, period }: Pick<Purchase, "id" | "recurringId" | "period">): string {
  return recurringId === null ? `purchase:${id}` : `renewal:${recurringId}:${period}`;
}
