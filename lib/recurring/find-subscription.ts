import "server-only";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { externalIdOf } from "@/lib/payments/find-ref";
import { stripeAccount } from "@/lib/stripe/client";
import type { Subscription } from "@/lib/stripe/objects";
import { listSubscriptions } from "@/lib/stripe/subscriptions";

const over = ["canceled", "incomplete_expired"];

/** What the provider has for a recurring purchase, by the name it carries; of several tries the one that lives. */
export async function findSubscription(ctx: Context, id: string): Promise<Subscription | null> {
  const customer = await externalIdOf(ctx, "customer", ctx.workspaceId, await stripeAccount());
  if (!customer) return null;
  const mine = (await listSubscriptions(customer)).filter(({ metadata }) => metadata.recurring_id === id);
  return mine.find(({ status }) => !over.includes(status)) ?? mine[0] ?? null;
}

export async function livingSubscription(ctx: Context, id: string): Promise<Subscription> {
  const found = await findSubscription(ctx, id);
  if (!found || over.includes(found.status)) throw new AppError("gone", "recurring_over");
  return found;
}
