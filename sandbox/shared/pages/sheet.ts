import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Answer } from "../http/answer";
import { type Html, html } from "./html";

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

/**
 * Pages are written as if they stood at the root of an address. When something before them shows them below a path, every
 * address that begins at the root begins there instead; what people wrote holds no quotation mark that could be mistaken.
 */
export function below(path: string, answer: Answer): Answer {
  if (path === "") return answer;
  const { location } = answer.headers;
  const placed = (address: string) => (/^\/(?!\/|_sandbox)/.test(address) ? path + address : address);
  return {
    ...answer,
    headers: { ...answer.headers, ...(location !== undefined && { location: placed(location) }) },
    body: answer.headers["content-type"]?.startsWith("text/html")
      ? answer.body.replace(
          /\b(href|action|src|formaction)="(\/[^"]*)"/g,
          (_, name: string, address: string) => `${name}="${placed(address)}"`,
        )
      : answer.body,
  };
}
