import type { Answer } from "../../../shared/http/answer";
import { html } from "../../../shared/pages/html";
import { show } from "../../../shared/pages/sheet";
import type { Session } from "../../checkout/sessions";
import { outside } from "../page";

/** Where a buyer goes when all is done, with the session put into the address. */
export function successUrl({ id, success_url }: Session): string | null {
  return outside(success_url?.replaceAll("{CHECKOUT_SESSION_ID}", id));
}

/** A session that is over says so, and leads back. */
export function endedPage(session: Session): Answer {
  if (session.status === "complete") {
    const pending = session.payment_status === "unpaid";
    const words = pending
      ? "The payment is on its way. Nothing more is to be done here."
      : "There is nothing left to do here.";
    return page(pending ? "Your order is in" : "This checkout is complete", words, successUrl(session));
  }
  return page("This checkout has expired", "It was open for too long. Nothing was paid.", outside(session.cancel_url));
}

function page(title: string, words: string, back: string | null): Answer {
  const body = html`<section class="card"><h1>${title}</h1><p>${words}</p>
${back && html`<p class="way-back"><a class="button" href="${back}">Go back to the shop</a></p>`}</section>`;
  return show(title, body);
}
