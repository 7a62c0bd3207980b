import { html } from "../../shared/pages/html";
import { moneyInWords } from "../../shared/pages/money";
import { sendTo, show } from "../../shared/pages/sheet";
import { invalid } from "../http/failure";
import { answerApproval } from "../payments/intents";
import { answerSetup } from "../payments/setups";
import type { Objects } from "../store/kinds";
import { readingUnit, runUnit } from "../store/run-unit";
import type { Unit } from "../store/unit";
import { methodInWords } from "./describe";
import { form, type Pages } from "./page";

type Target = Objects["payment_intent"] | Objects["setup_intent"];

/** What a bank shows the owner of a card before it pays: the stand-in for 3-D Secure. */
export const approvalPages: Pages = {
  "GET /3ds/{}": async (visit) => {
    const unit = readingUnit(visit.house);
    const { target, answered, returnUrl } = await waitingFor(unit, visit.ids[0] ?? "");
    if (answered) return sendTo(answered);
    const method = target.payment_method ? await unit.find("payment_method", target.payment_method) : null;
    const question =
      target.object === "payment_intent"
        ? `Do you want to pay ${moneyInWords(target.amount, target.currency)}?`
        : "Do you want to save this card?";
    const buttons = html`<div class="actions">
<button name="answer" value="approve">Approve</button>
<button name="answer" value="refuse" class="second">Refuse</button>
</div>`;
    const body = html`<section class="card bank">
<p class="eyebrow">Your bank</p>
<h1>${question}</h1>
<p>${method && `With ${methodInWords(method)}.`}</p>
<p class="quiet">A real bank would ask for a code or your fingerprint here.</p>
${form(visit, `/3ds/${target.id}`, buttons)}
<p class="way-back"><a href="${returnUrl}">Go back without answering</a></p>
</section>`;
    return show("Your bank asks", body);
  },

  "POST /3ds/{}": async (visit) => {
    const approved = visit.form.get("answer") === "approve";
    const back = await runUnit(visit.house, visit.house.now(), async (unit) => {
      const { target, answered, returnUrl } = await waitingFor(unit, visit.ids[0] ?? "");
      if (answered) return answered;
      if (target.object === "setup_intent") await answerSetup(unit, target, approved);
      else await answerApproval(unit, target, approved);
      const told = withOutcome(returnUrl, target);
      unit.hiddenOf(target).answered = { step: stepOf(target), url: told };
      return told;
    });
    return sendTo(back);
  },
};

type Waiting = { target: Target; answered: string | null; returnUrl: string };

/** What waits here; a form that was sent twice is led on to where the first one led. */
async function waitingFor(unit: Unit, id: string): Promise<Waiting> {
  const target = id.startsWith("seti_") ? await unit.get("setup_intent", id) : await unit.get("payment_intent", id);
  await unit.standAtClockOf(target.customer);
  const returnUrl = target.next_action?.redirect_to_url?.return_url;
  if (returnUrl) return { target, answered: null, returnUrl };
  const answered = unit.hiddenOf(target).answered as { step: string; url: string } | undefined;
  if (answered?.step !== stepOf(target)) throw invalid("Nothing waits for an approval here any more.");
  return { target, answered: answered.url, returnUrl: answered.url };
}

function stepOf(target: Target): string {
  const attempt = target.object === "payment_intent" ? target.latest_charge : target.latest_attempt;
  return `${target.status} ${attempt ?? ""}`;
}

/** The address that was asked for, with what Stripe adds to it. */
function withOutcome(returnUrl: string, target: Target): string {
  const url = new URL(returnUrl);
  url.searchParams.set(target.object, target.id);
  url.searchParams.set(`${target.object}_client_secret`, target.client_secret ?? "");
  url.searchParams.set("redirect_status", target.status === "requires_payment_method" ? "failed" : target.status);
  return url.href;
}
