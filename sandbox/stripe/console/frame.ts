import type { Answer } from "../../shared/http/answer";
import { type Html, html } from "../../shared/pages/html";
import { show } from "../../shared/pages/sheet";
import { kindOfId } from "../store/kinds";

const places = [
  ["/_sandbox", "Overview"],
  ["/_sandbox/objects", "Objects"],
  ["/_sandbox/events", "Events"],
  ["/_sandbox/deliveries", "Deliveries"],
  ["/_sandbox/endpoints", "Endpoints"],
  ["/_sandbox/faults", "Faults"],
  ["/_sandbox/clock", "Clock"],
] as const;

/** A page of the console, with the way to the others. */
export function consolePage(here: string, title: string, body: Html, status = 200): Answer {
  const links = places.map(
    ([address, name]) =>
      html`<li><a href="${address}"${address === here && html` aria-current="page"`}>${name}</a></li>`,
  );
  const nav = html`<nav class="console-nav" aria-label="Console"><ul>${links}</ul></nav>`;
  return show(title, html`<div class="console">${body}</div>`, status, { nav, wide: true });
}

export function table(name: string, heads: readonly string[], rows: readonly Html[], none: string): Html {
  if (rows.length === 0) return html`<p class="quiet">${none}</p>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${name}"><table><thead><tr>${heads.map(
    (head) => html`<th scope="col">${head || html`<span class="hidden">Action</span>`}</th>`,
  )}</tr></thead><tbody>${rows}</tbody></table></div>`;
}

/** The words of an object, each id in them a way to what it names. */
export function linked(words: string): Html {
  const parts = words.split(/"(\w+_\w+)"/g).map((part, at) => {
    if (at % 2 === 0) return part;
    const known = kindOfId(part) || part.startsWith("evt_");
    return known ? html`"${linkTo(part)}"` : `"${part}"`;
  });
  return html`<pre class="json" tabindex="0">${parts}</pre>`;
}

export function linkTo(id: string): Html {
  const where = id.startsWith("evt_") ? "events" : "objects";
  return html`<a href="/_sandbox/${where}/${encodeURIComponent(id)}">${id}</a>`;
}

export const pageRows = 25;

/** A page of a list, and the way to the older ones. */
export function pager(address: string, query: URLSearchParams, rows: readonly { seq: string }[]): Html {
  const older = new URLSearchParams(query);
  older.set("before", rows[pageRows - 1]?.seq ?? "");
  const newest = new URLSearchParams(query);
  newest.delete("before");
  return html`<p class="pager">${query.has("before") && html`<a href="${address}?${newest.toString()}">Newest</a>`}
${rows.length > pageRows && html`<a href="${address}?${older.toString()}">Older</a>`}</p>`;
}

/** Where a page begins; what is no number begins at the newest. */
export function beforeOf(query: URLSearchParams): string | null {
  const before = query.get("before") ?? "";
  return /^\d{1,18}$/.test(before) ? before : null;
}

export function momentInWords(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 19).replace("T", " ");
}
