import "server-only";
import type { Context } from "@/lib/context";
import { invariant } from "@/lib/errors";
import { ensureCustomer } from "@/lib/payments/ensure-customer";
import { openSetup } from "@/lib/stripe/setup";
import { consentMetadata } from "./consent";

export type SetupTrip = {
  /** Made when the form was drawn: pressed twice, it opens one page. */
  form: string;
  locale: string;
  /** Where the person comes back to; the page's own name follows it. */
  returnUrl: string;
  cancelUrl: string;
};

/** The address of a hosted page where a card is kept. The card comes to us when somebody has looked at what became of it. */
export async function openCardSetup(ctx: Context, { form, locale, returnUrl, cancelUrl }: SetupTrip): Promise<string> {
  const back = new URL(returnUrl);
  const { url } = await openSetup({
    customer: await ensureCustomer(ctx),
    locale,
    metadata: { workspace_id: ctx.workspaceId, ...consentMetadata(ctx) },
    // The name of the page is filled in by the provider; it must not be escaped.
    successUrl: `${back.href}${back.search ? "&" : "?"}added={CHECKOUT_SESSION_ID}`,
    cancelUrl,
    idempotencyKey: `setup:${ctx.workspaceId}:${form}`,
  });
  invariant(url, "an open page has an address");
  return url;
}
