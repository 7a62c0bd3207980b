import { type Asked, formOf, holdsZeroByte } from "../../shared/http/asked";
import { asset } from "../../shared/pages/assets";
import { html } from "../../shared/pages/html";
import { pageSecret } from "../../shared/pages/page-secret";
import { show } from "../../shared/pages/sheet";
import { Tokens } from "../../shared/pages/tokens";
import { Failure, invalid } from "../http/failure";
import type { Site } from "../http/server";
import type { House } from "../store/run-unit";
import { approvalPages } from "./approval";
import { ownSheets } from "./assets";
import { bankPages } from "./bank";
import { checkoutPages } from "./checkout/routes";
import { invoicePages } from "./invoice/routes";
import type { Pages } from "./page";
import { paperPages } from "./paper/routes";
import { portalPages } from "./portal/routes";

const hostedPages: Pages = {
  ...approvalPages,
  ...bankPages,
  ...checkoutPages,
  ...invoicePages,
  ...paperPages,
  ...portalPages,
};

/** The pages that buyers see, and those of the console; they are plain forms and need no script. */
export async function createPages(house: House, more: Pages = {}): Promise<Site> {
  const tokens = new Tokens(await pageSecret(house.sql, "stripe_sandbox.settings"));
  const routes = Object.entries({ ...hostedPages, ...more }).map(([route, handler]) => {
    const [method = "", address = ""] = route.split(" ");
    return { method, parts: address.split("/"), handler };
  });
  // An address in words wins over one with a place for an id.
  routes.sort((a, b) => places(a.parts) - places(b.parts));
  return async (asked) => {
    const found = asset(asked.path, ownSheets);
    if (found) return found;
    const parts = asked.path.split("/");
    const route = routes.find(
      (candidate) =>
        candidate.method === asked.method &&
        candidate.parts.length === parts.length &&
        candidate.parts.every((part, at) => part === parts[at] || (part === "{}" && parts[at])),
    );
    if (!route) return null;
    if (holdsZeroByte(asked)) return notPossible(invalid("What was sent holds a zero byte, which is part of no text."));
    const form = formOf(asked);
    if (asked.method === "POST" && !tokens.fits(asked.path, form.get("token") ?? "")) return refused(asked);
    const ids = parts.filter((_, at) => route.parts[at] === "{}");
    const query = new URLSearchParams(asked.query);
    try {
      return await route.handler({
        house,
        tokens,
        path: asked.path,
        ids,
        form,
        query,
        address: asked.headers.host ?? "",
      });
    } catch (error) {
      if (error instanceof Failure) return notPossible(error);
      throw error;
    }
  };
}

function places(parts: readonly string[]): number {
  return parts.filter((part) => part === "{}").length;
}

function notPossible({ message, status }: Failure) {
  const title = status === 404 ? "Nothing is here" : "Not possible";
  return show(title, html`<section class="card"><h1>${title}</h1><p>${message}</p></section>`, status);
}

function refused({ path }: Asked) {
  const body = html`<section class="card"><h1>This form has come from somewhere else</h1>
<p><a href="${path}">Open the page again</a> and send it from there.</p></section>`;
  return show("Open the page again", body, 403);
}
