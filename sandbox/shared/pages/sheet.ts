import type { Answer } from "../http/answer";
import { type Html, html } from "./html";

type Look = { nav?: Html; wide?: boolean };

export function show(title: string, body: Html, status = 200, { nav, wide = false }: Look = {}): Answer {
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${isRefused(status) && "Error: "}${title} · Test mode</title>
<link rel="preload" href="/assets/figtree.woff2" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="/assets/pages.css">
</head>
<body>
<header class="banner"><strong>Test mode</strong> No money moves here.</header>
${nav}
<main class="${wide ? "wide" : ""}">${body}</main>
</body>
</html>`;
  return { status, body: page.text, headers: pageHeaders };
}

/** A form that could not be taken, or that a bank has refused. */
function isRefused(status: number): boolean {
  return status === 402 || status === 422;
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
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'",
};

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
    body:
      typeof answer.body === "string" && answer.headers["content-type"]?.startsWith("text/html")
        ? answer.body.replace(
            /\b(href|action|src|formaction)="(\/[^"]*)"/g,
            (_, name: string, address: string) => `${name}="${placed(address)}"`,
          )
        : answer.body,
  };
}
