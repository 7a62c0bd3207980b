import { badge } from "../../shared/pages/badge";
import { field, refusalNote, saved, type Typed, tickBox } from "../../shared/pages/fields";
import { html } from "../../shared/pages/html";
import { sendTo } from "../../shared/pages/sheet";
import { setTrouble } from "../control/endpoints";
import { Failure } from "../http/failure";
import { form, type Pages, type Visit } from "../pages/page";
import { listAll } from "../store/list";
import { readingUnit } from "../store/run-unit";
import { consolePage, linkTo, table } from "./frame";

const figures = [
  ["duplicate", "Copies of each event", "2 sends each twice; 0 or 1 is as usual"],
  ["drop", "Drop the next", "so many are never sent"],
  ["delayMs", "Delay in milliseconds", "for every delivery"],
  ["shuffleMs", "Shuffle within milliseconds", "each waits a random while"],
] as const;

const switches = [
  ["badSignature", "Sign with a wrong secret"],
  ["oldTimestamp", "Sign with a time an hour ago"],
] as const;

export const endpointPages: Pages = {
  "GET /_sandbox/endpoints": async ({ house }) => {
    const unit = readingUnit(house);
    const endpoints = (await listAll(unit, "webhook_endpoint", {})).reverse();
    const rows = endpoints.map((endpoint) => {
      const on = Object.values(unit.hiddenOf(endpoint).trouble ?? {}).some(Boolean);
      return html`<tr><td><a href="/_sandbox/endpoints/${endpoint.id}">${endpoint.url}</a></td><td>${badge(endpoint.status)}</td>
<td>${endpoint.enabled_events.join(", ")}</td><td>${on && html`<span class="badge waits">in trouble</span>`}</td></tr>`;
    });
    const body = html`<h1>Endpoints</h1>${table("Endpoints", ["Address", "State", "Events", "On the way"], rows, "Nobody listens yet. Endpoints are made over the API.")}`;
    return consolePage("/_sandbox/endpoints", "Endpoints", body);
  },

  "GET /_sandbox/endpoints/{}": async (visit) => {
    const unit = readingUnit(visit.house);
    const endpoint = await unit.get("webhook_endpoint", visit.ids[0] ?? "");
    const { trouble = {} } = unit.hiddenOf(endpoint);
    const set = Object.entries(trouble ?? {}).map(([name, value]) => [name, value === true ? "on" : String(value)]);
    return endpointPage(visit, { values: new URLSearchParams(set), problems: new Map() });
  },

  "POST /_sandbox/endpoints/{}": async (visit) => {
    const given: Record<string, unknown> = {};
    for (const [name] of figures) given[name] = Number(visit.form.get(name) || 0);
    for (const [name] of switches) given[name] = visit.form.get(name) === "on";
    try {
      await setTrouble(visit.house, visit.ids[0] ?? "", given);
      return sendTo(`/_sandbox/endpoints/${visit.ids[0]}?done=yes`);
    } catch (error) {
      if (!(error instanceof Failure) || error.details.param === "endpoint") throw error;
      const problems = new Map([[error.details.param ?? "", "Write a whole number, or nothing."]]);
      return endpointPage(visit, { values: visit.form, problems }, 422);
    }
  },
};

async function endpointPage(visit: Visit, typed: Typed, status = 200) {
  const unit = readingUnit(visit.house);
  const endpoint = await unit.get("webhook_endpoint", visit.ids[0] ?? "");
  const { secrets } = unit.hiddenOf(endpoint);
  const body = html`<p class="eyebrow">Endpoint</p><h1 class="id">${endpoint.url}</h1>
<dl class="facts"><div><dt>Id</dt><dd>${linkTo(endpoint.id)}</dd></div>
<div><dt>State</dt><dd>${badge(endpoint.status)}</dd></div>
<div><dt>Events</dt><dd>${endpoint.enabled_events.join(", ")}</dd></div>
<div><dt>Signed with</dt><dd>${Array.isArray(secrets) && secrets.filter(Boolean).join(", ")}</dd></div></dl>
${saved(visit.query.has("done") && "From now on it is as set here.")}
<section class="card"><h2>Trouble on the way</h2>${form(
    visit,
    `/_sandbox/endpoints/${endpoint.id}`,
    html`${refusalNote(typed)}<div class="pair">${figures.map(([name, label, hint]) => field(typed, { name, label, hint, numeric: true }))}</div>
${switches.map(([name, label]) => tickBox(typed, name, label))}<div class="actions"><button>Set it so</button></div>`,
  )}</section>`;
  return consolePage("/_sandbox/endpoints", "Endpoint", body, status);
}
