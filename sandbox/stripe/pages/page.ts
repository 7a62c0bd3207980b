import type { Answer } from "../../shared/http/answer";
import { type Html, html } from "../../shared/pages/html";
import type { Tokens } from "../../shared/pages/tokens";
import type { House } from "../store/run-unit";

/** One visit: what was asked for, the ids in its address, and the form that was sent, if one was. */
export type Visit = {
  house: House;
  tokens: Tokens;
  ids: readonly string[];
  form: URLSearchParams;
  query: URLSearchParams;
};

export type PageHandler = (visit: Visit) => Promise<Answer>;

/** By method and address, `{}` where an id stands. */
export type Pages = Record<string, PageHandler>;

/** A form that proves where it came from. */
export function form({ tokens }: Visit, action: string, body: Html): Html {
  return html`<form method="post" action="${action}"><input type="hidden" name="token" value="${tokens.of(action)}">${body}</form>`;
}
