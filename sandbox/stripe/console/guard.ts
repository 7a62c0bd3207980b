import type { Answer } from "../../shared/http/answer";
import type { Asked } from "../../shared/http/asked";
import { isLocal } from "../../shared/loopback";
import { html } from "../../shared/pages/html";
import { show } from "../../shared/pages/sheet";
import type { Site } from "../http/server";

/** What moves the clock and shows everybody's data is for who sits at this machine, not for who reaches it through something else. */
export const consoleGuard: Site = async ({ path, headers, method }) => {
  if (path !== "/_sandbox" && !path.startsWith("/_sandbox/")) return null;
  const { host } = headers;
  if (!isLocal(host) || headers["x-forwarded-host"] || headers.forwarded) return elsewhere(host);
  const from = headers.origin;
  // Our own forms come from nowhere, as their pages name no referrer; they carry a token instead.
  const foreign = from !== undefined && from !== "null" && !(URL.canParse(from) && isLocal(new URL(from).host));
  return foreign && method !== "GET" ? elsewhere(host) : null;
};

/** Whether a person asks, who gets pages; tools get JSON from the same addresses. */
export function isPerson({ method, headers }: Asked): boolean {
  if (method === "POST") return String(headers["content-type"] ?? "").startsWith("application/x-www-form-urlencoded");
  return method === "GET" && String(headers.accept ?? "").includes("text/html");
}

function elsewhere(host: string | undefined): Answer {
  const own = isLocal(host) ? `http://${host}/_sandbox` : null;
  const body = html`<section class="card"><h1>The console is not here</h1>
<p>It answers only whoever sits at the machine of the sandbox, at its own address.</p>
${own && html`<p class="alone"><a href="${own}">${own}</a></p>`}</section>`;
  return show("The console is not here", body, 403);
}
