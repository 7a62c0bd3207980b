import { setTimeout as sleep } from "node:timers/promises";
import { type Clock, furthestAtOnce } from "../../shared/clock";
import { badge } from "../../shared/pages/badge";
import { field, type Option, refusalNote, selection, type Typed, untouched } from "../../shared/pages/fields";
import { html } from "../../shared/pages/html";
import { sendTo } from "../../shared/pages/sheet";
import type { Operations } from "../http/operation";
import { attempt } from "../pages/attempt";
import { form, type Pages, type Visit } from "../pages/page";
import { listAll } from "../store/list";
import { readingUnit } from "../store/run-unit";
import { consolePage, linkTo, momentInWords } from "./frame";

const units: readonly Option[] = [
  ["60", "minutes"],
  ["3600", "hours"],
  ["86400", "days"],
];

const advance = "POST /v1/test_helpers/test_clocks/{}/advance";

/** The sandbox's own time and that of its test clocks: both go forward only. */
export function clockPages(clock: Clock, operations: Operations): Pages {
  return {
    "GET /_sandbox/clock": (visit) => clockPage(visit, clock),

    "POST /_sandbox/clock": async (visit) => {
      const to = targetOf(visit.form, clock.now());
      if (typeof to !== "number") return clockPage(visit, clock, { owner: sandboxItself, typed: to });
      await clock.moveAhead(to - clock.now());
      visit.house.written();
      return sendTo("/_sandbox/clock");
    },

    "POST /_sandbox/clock/{}": async (visit) => {
      const id = visit.ids[0] ?? "";
      const { result, failure } = await attempt(visit.house, async (unit): Promise<Typed | null> => {
        const own = await unit.get("test_helpers.test_clock", id);
        const to = targetOf(visit.form, own.frozen_time);
        if (typeof to !== "number") return to;
        await operations[advance]?.({ unit, params: { frozen_time: to }, ids: [id], url: visit.path });
        return null;
      });
      const refusal = failure && { values: visit.form, problems: new Map(), refusal: failure.message };
      const typed = result ?? refusal;
      if (typed) return clockPage(visit, clock, { owner: id, typed });
      await arrival(visit, id);
      return sendTo("/_sandbox/clock");
    },
  };
}

/** A clock that has not far to go is there when the page comes back; a long way is left to be looked at again. */
async function arrival({ house }: Visit, id: string): Promise<void> {
  for (let looks = 0; looks < 60; looks++) {
    const own = await readingUnit(house).find("test_helpers.test_clock", id);
    if (own?.status !== "advancing") return;
    await sleep(50);
  }
}

/** Names the fields of the form that moves the sandbox's own time. */
const sandboxItself = "-own";

/** When it is to be, or what was typed with why it cannot be then. */
function targetOf(sent: URLSearchParams, now: number): number | Typed {
  const wrong = (name: string, words: string): Typed => ({ values: sent, problems: new Map([[name, words]]) });
  const date = sent.get("date") ?? "";
  if (date) {
    const to = Date.parse(`${date}T00:00:00Z`) / 1000;
    if (Number.isNaN(to)) return wrong("date", "Write the date as in 2027-01-31.");
    if (to > now + furthestAtOnce) return wrong("date", "Ten years at once are the most.");
    return to > now ? to : wrong("date", "That day is not ahead.");
  }
  const amount = Number(sent.get("amount"));
  const [seconds] = units.find(([unit]) => unit === sent.get("unit")) ?? [];
  const isCount = Number.isInteger(amount) && amount >= 1 && amount <= 100_000;
  return seconds && isCount ? now + amount * Number(seconds) : wrong("amount", "Write a whole number from 1 on.");
}

async function clockPage(visit: Visit, clock: Clock, refused?: { owner: string; typed: Typed }) {
  const clocks = (await listAll(readingUnit(visit.house), "test_helpers.test_clock", {})).reverse();
  const typedIn = (owner: string) => (refused?.owner === owner ? refused.typed : untouched);
  const cards = clocks.map(
    ({ id, name, frozen_time, status }) => html`<section class="card"><h2>${name ?? "Test clock"} ${badge(status)}</h2>
<p>${momentInWords(frozen_time)} UTC <span class="quiet">${linkTo(id)}</span></p>
${status === "advancing" && html`<p class="alone"><a href="/_sandbox/clock">Look again</a></p>`}
${status === "ready" && form(visit, `/_sandbox/clock/${id}`, steps(typedIn(id), id))}</section>`,
  );
  const body = html`<h1>Clock</h1>
<section class="card"><h2>The sandbox</h2><dl class="facts">
<div><dt>Now</dt><dd>${momentInWords(clock.now())} UTC</dd></div>
<div><dt>Ahead</dt><dd>${durationInWords(clock.ahead)}</dd></div></dl>
${form(visit, "/_sandbox/clock", steps(typedIn(sandboxItself), sandboxItself))}</section>
${cards}`;
  return consolePage("/_sandbox/clock", "Clock", body, refused ? 422 : 200);
}

function steps(typed: Typed, owner: string) {
  return html`${refusalNote(typed, owner)}<div class="steps">${field(typed, { name: "amount", label: "Ahead by", numeric: true, value: "1", owner })}
${selection(typed, "unit", "Unit", units, "86400", owner)}
${field(typed, { name: "date", label: "or to a day", type: "date", owner })}<button>Move ahead</button></div>`;
}

function durationInWords(seconds: number): string {
  if (seconds === 0) return "Not at all";
  const [days, hours, minutes] = [seconds / 86_400, (seconds % 86_400) / 3_600, (seconds % 3_600) / 60].map(Math.floor);
  return (
    [days && `${days} d`, hours && `${hours} h`, minutes && `${minutes} min`].filter(Boolean).join(" ") ||
    `${seconds} s`
  );
}
