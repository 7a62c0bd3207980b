import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Answer } from "../http/answer";
import type { Asked } from "../http/request";
import type { House } from "../store/run-unit";
import { type Html, html } from "./html";
import type { Tokens } from "./token";

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

const styles = readFileSync(join(import.meta.dirname, "pages.css"), "utf8");

export function show(title: string, body: Html, status = 200): Answer {
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="stylesheet" href="/assets/pages.css">
</head>
<body>
<p class="banner">Test mode: no money moves here.</p>
<main>${body}</main>
</body>
</html>`;
  return { status, body: page.text, headers: pageHeaders };
}

export function sendTo(url: string): Answer {
  return { status: 303, body: "", headers: { ...pageHeaders, location: url } };
}

const pageHeaders = {
  "content-type": "text/html; charset=utf-8",
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "content-security-policy":
    "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'",
};

export function stylesheet(): Answer {
  return {
    status: 200,
    body: styles,
    headers: { "content-type": "text/css; charset=utf-8", "cache-control": "max-age=3600" },
  };
}

/** A form that proves where it came from. */
export function form({ tokens }: Visit, action: string, body: Html): Html {
  return html`<form method="post" action="${action}"><input type="hidden" name="token" value="${tokens.of(action)}">${body}</form>`;
}

export function formOf({ body, headers }: Asked): URLSearchParams {
  const type = String(headers["content-type"] ?? "");
  return new URLSearchParams(type.startsWith("application/x-www-form-urlencoded") ? body : "");
}
