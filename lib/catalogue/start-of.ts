import type { OperatorContext } from "@/lib/context";
import { AppError } from "@/lib/errors";

/** Nothing that was sold or used already is priced anew: a version starts now or later. */
export function startOf({ now }: Pick<OperatorContext, "now">, wished: Date | null): Date {
  if (wished && wished < now) throw new AppError("invalid", "moment_past", { field: "startsAt" });
  return wished ?? now;
}
