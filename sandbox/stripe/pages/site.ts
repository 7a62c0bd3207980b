import { type Asked, formOf } from "../../shared/http/asked";
import { html } from "../../shared/pages/html";
import { show, stylesheet } from "../../shared/pages/sheet";
import { Tokens } from "../../shared/pages/tokens";
import { Failure } from "../http/failure";
import type { Site } from "../http/server";
import type { House } from "../store/run-unit";
import { approvalPages } from "./approval";
import type { Pages } from "./page";
import { pageSecret } from "./page-secret";

const pages: Pages = { ...approvalPages };

/** The pages that buyers see; they are plain forms and need no script. */
export async function createPages(house: House): Promise<Site> {
  const tokens = new Tokens(await pageSecret(house.sql));
  const routes = Object.entries(pages).map(([route, handler]) => {
    const [method = "", address = ""] = route.split(" ");
    return { method, parts: address.split("/"), handler };
  });
  return async (asked) => {
    if (asked.path === "/assets/pages.css") return stylesheet();
    const parts = asked.path.split("/");
    const route = routes.find(
      (candidate) =>
        candidate.method === asked.method &&
        candidate.parts.length === parts.length &&
        candidate.parts.every((part, at) => part === parts[at] || (part === "{}" && parts[at])),
    );
    if (!route) return null;
    const form = formOf(asked);
    if (asked.method === "POST" && !tokens.fits(asked.path, form.get("token") ?? "")) return refused(asked);
    const ids = parts.filter((_, at) => route.parts[at] === "{}");
    try {
      return await route.handler({ house, tokens, ids, form, query: new URLSearchParams(asked.query) });
    } catch (error) {
      if (error instanceof Failure)
        return show("Not possible", html`<h1>Not possible</h1><p>${error.message}</p>`, error.status);
      throw error;
    }
  };
}

function refused({ path }: Asked) {
  const body = html`<h1>This form has come from somewhere else</h1><p><a href="${path}">Open the page again</a> and send it from there.</p>`;
  return show("Open the page again", body, 403);
}
