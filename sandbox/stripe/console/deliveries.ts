import { badge } from "../../shared/pages/badge";
import { type Option, selection } from "../../shared/pages/fields";
import { type Html, html } from "../../shared/pages/html";
import { sendTo } from "../../shared/pages/sheet";
import { buttonForm, type Pages, type Visit } from "../pages/page";
import type { House } from "../store/run-unit";
import { beforeOf, consolePage, linkTo, pageRows, pager, table } from "./frame";
import { resendDelivery, resendEvent } from "./resend";

type Attempt = { at: string; status: number | null; error: string | null; ms: number };
type Delivery = {
  seq: string;
  event: string;
  type: string;
  endpoint: string;
  url: string | null;
  state: string;
  due: Date;
  attempts: Attempt[];
};

const states: readonly Option[] = [
  ["", "Every state"],
  ["pending", "pending"],
  ["delivered", "delivered"],
  ["failed", "failed"],
  ["dropped", "dropped"],
];

export const deliveryHeads = ["Event", "State", "", "Attempts", "Endpoint"];

export const deliveryPages: Pages = {
  "GET /_sandbox/deliveries": async (visit) => {
    const { house, query } = visit;
    const rows = await readDeliveries(house, query);
    const body = html`<h1>Deliveries</h1>
<form method="get" action="/_sandbox/deliveries" class="filter">${selection({ values: query, problems: new Map() }, "state", "State", states)}
<button class="second">Show</button></form>
${table(
  "Deliveries",
  deliveryHeads,
  rows.slice(0, pageRows).map((row) => deliveryRow(visit, row)),
  "There are none.",
)}
${pager("/_sandbox/deliveries", query, rows)}`;
    return consolePage("/_sandbox/deliveries", "Deliveries", body);
  },

  "POST /_sandbox/deliveries/{}/resend": async ({ house, ids }) =>
    sendTo(`/_sandbox/events/${await resendDelivery(house, ids[0] ?? "")}`),

  "POST /_sandbox/events/{}/resend": async ({ house, ids }) => {
    await resendEvent(house, ids[0] ?? "");
    return sendTo(`/_sandbox/events/${ids[0]}`);
  },
};

function readDeliveries(house: House, query: URLSearchParams): Promise<Delivery[]> {
  const { sql } = house;
  const state = query.get("state") ?? "";
  const before = beforeOf(query);
  return select(
    house,
    sql`where true ${state ? sql`and d.state = ${state}` : sql``} ${before ? sql`and d.id < ${before}` : sql``}`,
  );
}

export function deliveriesOf(house: House, event: string): Promise<Delivery[]> {
  return select(house, house.sql`where d.event = ${event}`);
}

function select({ sql }: House, where: ReturnType<House["sql"]>): Promise<Delivery[]> {
  return sql<Delivery[]>`
    select d.id as seq, d.event, e.type, d.endpoint, o.data ->> 'url' as url, d.state, d.due, d.attempts
    from stripe_sandbox.deliveries d join stripe_sandbox.events e on e.id = d.event
    left join stripe_sandbox.objects o on o.id = d.endpoint
    ${where} order by d.id desc limit ${pageRows + 1}`;
}

export function deliveryRow(visit: Visit, { seq, event, type, endpoint, url, state, due, attempts }: Delivery): Html {
  const tried = attempts.map(
    ({ at, status, error, ms }) => html`<li>${at.slice(11, 19)} <strong>${status ?? error}</strong> in ${ms} ms</li>`,
  );
  const next = state === "pending" && html`<li class="quiet">next at ${due.toISOString().slice(11, 19)}</li>`;
  const to = url ? html`<a href="/_sandbox/endpoints/${endpoint}">${url}</a>` : linkTo(endpoint);
  return html`<tr><td><a href="/_sandbox/events/${event}">${type}</a></td><td>${badge(state)}</td>
<td>${buttonForm(visit, `/_sandbox/deliveries/${seq}/resend`, "Resend", "link", type)}</td>
<td><ul class="attempts">${tried}${next}</ul></td><td>${to}</td></tr>`;
}
