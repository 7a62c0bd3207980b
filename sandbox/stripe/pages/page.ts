import type { Answer } from "../../shared/http/answer";
import { type Html, html } from "../../shared/pages/html";
import type { Tokens } from "../../shared/pages/tokens";
import type { House } from "../store/run-unit";

/** One visit: what was asked for, the ids in its address, and the form that was sent, if one was. */
export type Visit = {
  house: House;
  tokens: Tokens;
  path: string;
  ids: readonly string[];
  form: URLSearchParams;
  query: URLSearchParams;
  /** Host and port the page was asked for at. */
  address: string;
};

export type PageHandler = (visit: Visit) => Promise<Answer>;

/** By method and address, `{}` where an id stands. */
export type Pages = Record<string, PageHandler>;

/** A form that proves where it came from. */
export function form({ tokens }: Visit, action: string, body: Html, look = ""): Html {
  return html`<form method="post" action="${action}" novalidate class="${look}"><input type="hidden" name="token" value="${tokens.of(action)}">${body}</form>`;
}

/** A form that is one button. */
export function buttonForm(visit: Visit, action: string, label: string, look = "second", about = ""): Html {
  const hidden = about && html`<span class="hidden"> ${about}</span>`;
  return form(visit, action, html`<button class="${look}">${label}${hidden}</button>`, "inline");
}

/** An address that somebody else chose, when it is one a browser may be sent to. */
export function outside(url: string | null | undefined): string | null {
  return url && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) ? url : null;
}
