import type { Answer } from "../../shared/http/answer";
import { html } from "../../shared/pages/html";
import { moneyInWords } from "../../shared/pages/money";
import { sendTo, show } from "../../shared/pages/sheet";
import { invalid } from "../http/failure";
import { answerApproval } from "../payments/intents";
import { answerSetup } from "../payments/setups";
import { readingUnit, runUnit } from "../store/run-unit";
import type { Unit } from "../store/unit";
import { form, type Pages, type Visit } from "./page";

/** What a bank shows the owner of a card before it pays: the stand-in for 3-D Secure. */
export const approvalPages: Pages = {
  "GET /3ds/{}": async (visit) => {
    const { id, question, returnUrl } = await waitingFor(readingUnit(visit.house), visit);
    const action = `/3ds/${id}`;
    const body = html`<section class="card">
<p class="eyebrow">Your bank</p>
<h1>${question}</h1>
<p class="quiet">A real bank would ask for a code or your finger here.</p>
${form(
  visit,
  action,
  html`<div class="actions">
<button name="answer" value="approve">Approve</button>
<button name="answer" value="refuse" class="second">Refuse</button>
</div>`,
)}
<p><a href="${returnUrl}">Go back without answering</a></p>
</section>`;
    return show("Approve the payment", body);
  },

  "POST /3ds/{}": async (visit): Promise<Answer> => {
    const approved = visit.form.get("answer") === "approve";
    const returnUrl = await runUnit(visit.house, visit.house.now(), async (unit) => {
      const { id, returnUrl: back } = await waitingFor(unit, visit);
      if (id.startsWith("seti_")) await answerSetup(unit, await unit.get("setup_intent", id), approved);
      else await answerApproval(unit, await unit.get("payment_intent", id), approved);
      return back;
    });
    return sendTo(returnUrl);
  },
};

async function waitingFor(unit: Unit, { ids }: Visit): Promise<{ id: string; question: string; returnUrl: string }> {
  const id = ids[0] ?? "";
  const setup = id.startsWith("seti_") ? await unit.get("setup_intent", id) : null;
  const intent = setup ? null : await unit.get("payment_intent", id);
  const target = setup ?? intent;
  await unit.standAtClockOf(target?.customer);
  const returnUrl = target?.next_action?.redirect_to_url?.return_url;
  if (!returnUrl) throw invalid("Nothing waits for an approval here any more.");
  const question = intent
    ? `Do you want to pay ${moneyInWords(intent.amount, intent.currency)}?`
    : "Do you want to save this card?";
  return { id, question, returnUrl };
}
