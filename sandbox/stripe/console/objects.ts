import { badge } from "../../shared/pages/badge";
import { field, type Option, selection } from "../../shared/pages/fields";
import { type Html, html } from "../../shared/pages/html";
import { sendTo } from "../../shared/pages/sheet";
import { inWords } from "../http/answer";
import { missing } from "../http/failure";
import { outside, type Pages } from "../pages/page";
import { kinds } from "../store/kinds";
import type { House } from "../store/run-unit";
import { eventsOfObject, eventTable } from "./events";
import { beforeOf, consolePage, linked, linkTo, momentInWords, pageRows, pager, table } from "./frame";

type ObjectRow = { seq: string; id: string; kind: string; data: Record<string, unknown> };

const options: readonly Option[] = [["", "Every kind"], ...Object.keys(kinds).map((kind) => [kind, kind] as const)];

export const objectPages: Pages = {
  "GET /_sandbox/objects": async ({ house, query }) => {
    const word = (query.get("search") ?? "").trim();
    const exact = word && (await whereIs(house, word));
    if (exact) return sendTo(exact);
    const rows = await readObjects(house, query.get("kind") ?? "", word, beforeOf(query));
    const typed = { values: query, problems: new Map<string, string>() };
    const filter = html`<form method="get" action="/_sandbox/objects" class="filter">
${selection(typed, "kind", "Kind", options)}
${field(typed, { name: "search", label: "Id, e-mail or number" })}
<button class="second">Show</button></form>`;
    const shown = rows.slice(0, pageRows).map(rowOf);
    const body = html`<h1>Objects</h1>${filter}
${table("Objects", ["Id", "Kind", "State", "Made"], shown, word ? `Nothing is found for ${word}.` : "Nothing has been made yet.")}
${pager("/_sandbox/objects", query, rows)}`;
    return consolePage("/_sandbox/objects", "Objects", body);
  },

  "GET /_sandbox/objects/{}": async ({ house, ids }) => {
    const id = readId(ids[0] ?? "");
    const [row] = await house.sql<(ObjectRow & { refs: string[] })[]>`
      select seq, id, kind, data, refs from stripe_sandbox.objects where id = ${id}`;
    if (!row) throw missing("object", id);
    const referring = await house.sql<ObjectRow[]>`
      select seq, id, kind, data from stripe_sandbox.objects
      where refs @> ${[id]} and id <> ${id} order by seq desc limit ${pageRows}`;
    const body = html`<p class="eyebrow">${row.kind}</p><h1 class="id">${id}</h1>
${pagesOf(row.data)}
${linked(inWords(row.data))}
<h2>What refers to it</h2>
${table("What refers to it", ["Id", "Kind", "State", "Made"], referring.map(rowOf), "Nothing does.")}
<h2>Its events</h2>
${eventTable(await eventsOfObject(house, id))}`;
    return consolePage("/_sandbox/objects", id, body);
  },
};

/** Ids of coupons are their maker's words; what is no proper address names nothing. */
function readId(part: string): string {
  return new URLSearchParams(`id=${part.replaceAll("+", "%2B")}`).get("id") ?? "";
}

async function whereIs({ sql }: House, id: string): Promise<string | null> {
  const [found] = await sql<{ place: string }[]>`
    select 'objects' as place from stripe_sandbox.objects where id = ${id}
    union all select 'events' from stripe_sandbox.events where id = ${id}`;
  return found ? `/_sandbox/${found.place}/${encodeURIComponent(id)}` : null;
}

function readObjects({ sql }: House, kind: string, word: string, before: string | null): Promise<ObjectRow[]> {
  return sql<ObjectRow[]>`
    select seq, id, kind, data from stripe_sandbox.objects
    where true ${kind ? sql`and kind = ${kind}` : sql``}
      ${word ? sql`and (starts_with(id, ${word}) or lower(data ->> 'email') = lower(${word}) or data ->> 'number' = ${word})` : sql``}
      ${before ? sql`and seq < ${before}` : sql``}
    order by seq desc limit ${pageRows + 1}`;
}

function rowOf({ id, kind, data }: ObjectRow): Html {
  const { status, created } = data;
  return html`<tr><td>${linkTo(id)}</td><td>${kind}</td><td>${badge(typeof status === "string" ? status : null)}</td>
<td>${typeof created === "number" && momentInWords(created)}</td></tr>`;
}

/** The pages an object has for its buyer. */
function pagesOf(data: Record<string, unknown>): Html | null {
  const names = ["url", "hosted_invoice_url", "invoice_pdf", "receipt_url", "pdf"];
  const links = names.flatMap((name) => {
    const url = data[name];
    const address = typeof url === "string" ? outside(url) : null;
    return address ? [html`<a href="${address}">${address}</a>`] : [];
  });
  return links.length ? html`<p class="pager">${links}</p>` : null;
}
