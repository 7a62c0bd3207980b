import type { Clock } from "../../shared/clock";
import { html } from "../../shared/pages/html";
import { sendTo } from "../../shared/pages/sheet";
import type { Operations } from "../http/operation";
import { attempt } from "../pages/attempt";
import { badge } from "../pages/describe";
import { field, type Option, refusalNote, selection, type Typed, untouched } from "../pages/fields";
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
    "GET /_sandbox/clock": (visit) => clockPage(visit, clock, untouched),

    "POST /_sandbox/clock": async (visit) => {
      const to = targetOf(visit.form, clock.now());
      if (typeof to === "string") return clockPage(visit, clock, refusedWith(visit, to), 422);
      await clock.moveAhead(to - clock.now());
      visit.house.written();
      return sendTo("/_sandbox/clock");
    },

    "POST /_sandbox/clock/{}": async (visit) => {
      const { failure } = await attempt(visit.house, async (unit) => {
        const own = await unit.get("test_helpers.test_clock", visit.ids[0] ?? "");
        const to = targetOf(visit.form, own.frozen_time);
        const frozen_time = typeof to === "string" ? own.frozen_time : to;
        await operations[advance]?.({ unit, params: { frozen_time }, ids: [own.id], url: visit.path });
      });
      if (failure) return clockPage(visit, clock, refusedWith(visit, failure.message), 422);
      return sendTo("/_sandbox/clock");
    },
  };
}

function refusedWith({ form: sent }: Visit, refusal: string): Typed {
  return { values: sent, problems: new Map(), refusal };
}

/** When it is to be, or why it cannot be then. */
function targetOf(sent: URLSearchParams, now: number): number | string {
  const date = sent.get("date") ?? "";
  if (date) {
    const to = Date.parse(`${date}T00:00:00Z`) / 1000;
    if (Number.isNaN(to)) return "Write the date as in 2027-01-31.";
    return to > now ? to : "That day is not ahead.";
  }
  const amount = Number(sent.get("amount"));
  const [seconds] = units.find(([unit]) => unit === sent.get("unit")) ?? [];
  if (!seconds || !Number.isInteger(amount) || amount < 1 || amount > 100_000) return "Write a whole number from 1 on.";
  return now + amount * Number(seconds);
}

async function clockPage(visit: Visit, clock: Clock, typed: Typed, status = 200) {
  const clocks = (await listAll(readingUnit(visit.house), "test_helpers.test_clock", {})).reverse();
  const cards = clocks.map(
    ({
      id,
      name,
      frozen_time,
      status: state,
    }) => html`<section class="card"><h2>${name ?? "Test clock"} ${badge(state)}</h2>
<p>${momentInWords(frozen_time)} UTC <span class="quiet">${linkTo(id)}</span></p>
${state === "ready" && form(visit, `/_sandbox/clock/${id}`, steps(untouched, id))}</section>`,
  );
  const body = html`<h1>Clock</h1>${refusalNote(typed)}
<section class="card"><h2>The sandbox</h2><dl class="facts">
<div><dt>Now</dt><dd>${momentInWords(clock.now())} UTC</dd></div>
<div><dt>Ahead</dt><dd>${durationInWords(clock.ahead)}</dd></div></dl>
${form(visit, "/_sandbox/clock", steps(typed, "own"))}</section>
${cards}`;
  return consolePage("/_sandbox/clock", "Clock", body, status);
}

function steps(typed: Typed, owner: string) {
  return html`<div class="steps">${field(typed, { name: "amount", label: "Ahead by", numeric: true, value: "1", owner })}
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
