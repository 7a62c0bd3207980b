import { selection } from "../../shared/pages/fields";
import { type Html, html } from "../../shared/pages/html";
import { inWords } from "../http/answer";
import { missing } from "../http/failure";
import { buttonForm, type Pages } from "../pages/page";
import type { House } from "../store/run-unit";
import { deliveriesOf, deliveryHeads, deliveryRow } from "./deliveries";
import { beforeOf, consolePage, linked, linkTo, momentInWords, pageRows, pager, table } from "./frame";

export type EventRow = { seq: string; id: string; type: string; created: string; object: string | null };

export const eventPages: Pages = {
  "GET /_sandbox/events": async ({ house, query }) => {
    const type = query.get("type") ?? "";
    const rows = await readEvents(house, type, beforeOf(query));
    const types = await house.sql<{ type: string }[]>`select distinct type from stripe_sandbox.events order by type`;
    const options = [["", "Every type"], ...types.map((one) => [one.type, one.type] as const)] as const;
    const body = html`<h1>Events</h1>
<form method="get" action="/_sandbox/events" class="filter">${selection({ values: query, problems: new Map() }, "type", "Type", options)}
<button class="second">Show</button></form>
${eventTable(rows.slice(0, pageRows))}${pager("/_sandbox/events", query, rows)}`;
    return consolePage("/_sandbox/events", "Events", body);
  },

  "GET /_sandbox/events/{}": async (visit) => {
    const { house, ids } = visit;
    const [row] = await house.sql<{ id: string; type: string; data: object }[]>`
      select id, type, data from stripe_sandbox.events where id = ${ids[0] ?? ""}`;
    if (!row) throw missing("event", ids[0] ?? "");
    const deliveries = await deliveriesOf(house, row.id);
    const request = requestOf(row.data);
    const body = html`<p class="eyebrow">${row.type}</p><h1 class="id">${row.id}</h1>
${request && html`<p class="alone"><a href="/_sandbox/requests/${request}">The request behind it</a></p>`}
<h2>Deliveries</h2>
${table(
  "Deliveries",
  deliveryHeads,
  deliveries.map((delivery) => deliveryRow(visit, delivery)),
  "No endpoint listened when it was told.",
)}
<div class="actions">${buttonForm(visit, `/_sandbox/events/${row.id}/resend`, "Send to every endpoint that listens now")}</div>
<h2>What was told</h2>
${linked(inWords(row.data))}`;
    return consolePage("/_sandbox/events", row.type, body);
  },

  "GET /_sandbox/requests/{}": async ({ house, ids }) => {
    const id = ids[0] ?? "";
    const told = await house.sql<EventRow[]>`
      select seq, id, type, created, data #>> '{data,object,id}' as object from stripe_sandbox.events
      where data #>> '{request,id}' = ${id} order by seq`;
    const [kept] = await house.sql<{ key: string; status: number; body: string }[]>`
      select key, status, body from stripe_sandbox.idempotency where request = ${id}`;
    const body = html`<p class="eyebrow">Request</p><h1 class="id">${id}</h1>
<h2>What it told</h2>${eventTable(told)}
<h2>Its answer</h2>${kept ? html`<p>Status ${kept.status}, kept under the key ${kept.key}.</p>${linked(kept.body)}` : html`<p class="quiet">Answers are kept for requests with an idempotency key, for a day.</p>`}`;
    return consolePage("/_sandbox/events", "Request", body);
  },
};

function requestOf(event: object): string | null {
  const request: unknown = Reflect.get(event, "request");
  const id: unknown = request && typeof request === "object" ? Reflect.get(request, "id") : null;
  return typeof id === "string" ? id : null;
}

function readEvents({ sql }: House, type: string, before: string | null): Promise<EventRow[]> {
  return sql<EventRow[]>`
    select seq, id, type, created, data #>> '{data,object,id}' as object from stripe_sandbox.events
    where true ${type ? sql`and type = ${type}` : sql``} ${before ? sql`and seq < ${before}` : sql``}
    order by seq desc limit ${pageRows + 1}`;
}

export function eventsOfObject({ sql }: House, id: string): Promise<EventRow[]> {
  return sql<EventRow[]>`
    select seq, id, type, created, data #>> '{data,object,id}' as object from stripe_sandbox.events
    where data #>> '{data,object,id}' = ${id} order by seq desc limit ${pageRows}`;
}

export function eventTable(rows: readonly EventRow[]): Html {
  const shown = rows.map(
    ({ id, type, created, object }) => html`<tr><td><a href="/_sandbox/events/${id}">${type}</a></td>
<td>${object && linkTo(object)}</td><td>${momentInWords(Number(created))}</td></tr>`,
  );
  return table("Events", ["Type", "Of", "When"], shown, "Nothing was told.");
}
