import { field, type Option, refusalNote, selection, type Typed, untouched } from "../../shared/pages/fields";
import { html } from "../../shared/pages/html";
import { sendTo } from "../../shared/pages/sheet";
import { Failure } from "../http/failure";
import { type ArmedFaults, faults } from "../http/fault";
import { buttonForm, form, type Pages, type Visit } from "../pages/page";
import { consolePage, table } from "./frame";

const words: Record<(typeof faults)[number], string> = {
  reset: "The line breaks before anything is done",
  conflict: "409, somebody else holds the object",
  busy: "429, too many requests",
  slow: "An answer that takes its time",
  error: "500 in place of the work, kept under its key",
  timeout: "The work is done, no answer ever comes",
  "reset-after": "The work is done, then the line breaks",
  malformed: "The work is done, the answer is cut off",
};

/** What goes wrong with requests of the API, before they come. */
export function faultPages(armed: ArmedFaults): Pages {
  return {
    "GET /_sandbox/faults": async (visit) => faultPage(visit, armed, untouched),

    "POST /_sandbox/faults": async (visit) => {
      const { form: sent } = visit;
      const [fault = "", times] = [sent.get("fault") ?? "", Number(sent.get("times"))];
      const operation = (sent.get("operation") ?? "").trim() || "*";
      const problems = new Map<string, string>();
      if (!Number.isInteger(times) || times < 1 || times > 1_000)
        problems.set("times", "Write a whole number from 1 to 1000.");
      if (operation !== "*" && !/^(GET|POST|DELETE) \/v1\/\S+$/.test(operation)) {
        problems.set("operation", "Write it as in POST /v1/payment_intents, with {} where an id stands.");
      }
      if (problems.size) return faultPage(visit, armed, { values: sent, problems }, 422);
      try {
        armed.arm({ operation, fault: fault === "slow" ? `slow=${sent.get("ms") || 1000}` : fault, times });
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        return faultPage(visit, armed, { values: sent, problems, refusal: error.message }, 422);
      }
      return sendTo("/_sandbox/faults");
    },

    "POST /_sandbox/faults/clear": async () => {
      armed.clear();
      return sendTo("/_sandbox/faults");
    },
  };
}

function faultPage(visit: Visit, armed: ArmedFaults, typed: Typed, status = 200) {
  const rows = armed
    .list()
    .map(
      ({ operation, fault, times }) =>
        html`<tr><td><code>${operation}</code></td><td>${fault}</td><td>${times}${times === 1 ? " time" : " times"}</td></tr>`,
    );
  const options: readonly Option[] = faults.map((fault) => [fault, `${fault}: ${words[fault]}`]);
  const body = html`<h1>Faults of requests</h1>
${table("Armed faults", ["Request", "Fault", "How often still"], rows, "None is armed: every request is answered as it should be.")}
${rows.length > 0 && html`<div class="actions">${buttonForm(visit, "/_sandbox/faults/clear", "Clear all")}</div>`}
<section class="card"><h2>Arm a fault</h2>${form(
    visit,
    "/_sandbox/faults",
    html`${refusalNote(typed)}
${field(typed, { name: "operation", label: "Request", hint: "* is any; {} stands for an id", value: "*" })}
${selection(typed, "fault", "Fault", options)}
<div class="pair">${field(typed, { name: "times", label: "How many times", numeric: true, value: "1" })}
${field(typed, { name: "ms", label: "Milliseconds, when slow", numeric: true, value: "1000" })}</div>
<div class="actions"><button>Arm it</button></div>`,
  )}</section>`;
  return Promise.resolve(consolePage("/_sandbox/faults", "Faults", body, status));
}
