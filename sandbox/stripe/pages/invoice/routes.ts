import { type Typed, untouched } from "../../../shared/pages/fields";
import { sendTo, show } from "../../../shared/pages/sheet";
import { collect } from "../../billing/invoices";
import { followSubscription } from "../../billing/subscriptions";
import { cardOfKey } from "../../payments/cards";
import { answerApproval } from "../../payments/intents";
import { createMethod, type Method } from "../../payments/methods";
import { readingUnit } from "../../store/run-unit";
import type { Unit } from "../../store/unit";
import { attempt } from "../attempt";
import { readCard, refusedForm } from "../card-form";
import { Mistyped } from "../checkout/order";
import type { Pages, Visit } from "../page";
import { invoiceCard } from "./card";
import { type InvoiceView, invoiceViewOf } from "./view";

export const invoicePages: Pages = {
  "GET /i/{}": (visit) => invoicePage(visit, untouched),

  "POST /i/{}": async (visit) => {
    try {
      const { result, failure } = await attempt(visit.house, (unit) => pay(unit, visit));
      if (!failure) return sendTo(result ?? addressOf(visit));
      return invoicePage(visit, refusedForm(visit.form, failure), failure.status);
    } catch (error) {
      if (!(error instanceof Mistyped)) throw error;
      return invoicePage(visit, { values: visit.form, problems: error.problems }, 422);
    }
  },
};

function addressOf(visit: Visit): string {
  return `/i/${visit.ids[0]}`;
}

async function invoicePage(visit: Visit, typed: Typed, status = 200) {
  const view = await invoiceViewOf(readingUnit(visit.house), visit.ids[0] ?? "");
  const refusal =
    typed.refusal ?? (typed === untouched && view.payable ? view.intent?.last_payment_error?.message : undefined);
  const body = invoiceCard(visit, view, { ...typed, refusal });
  return show(`Invoice ${view.invoice.number}`, body, status);
}

/** Pays with what was chosen, or leads to the bank that has to be asked first. */
async function pay(unit: Unit, visit: Visit): Promise<string | null> {
  const view = await invoiceViewOf(unit, visit.ids[0] ?? "");
  const { invoice, intent } = view;
  if (!view.payable || visit.form.get("step") !== view.step) return null;
  if (visit.form.has("approve")) return intent && approvalOf(unit, view);
  const method = methodOf(unit, view, visit.form);
  if (intent?.status === "requires_action") await answerApproval(unit, intent, false);
  const { failure } = await collect(unit, invoice, method.id);
  await followSubscription(unit, invoice);
  if (failure) throw failure;
  return intent?.next_action?.redirect_to_url?.url ?? null;
}

/** An approval that was meant for a script of the shop can be given here as well. */
function approvalOf(unit: Unit, { invoice, intent }: InvoiceView): string | null {
  if (intent?.status !== "requires_action") return null;
  const url = `${unit.surroundings.publicUrl}/3ds/${intent.id}`;
  const return_url = intent.next_action?.redirect_to_url?.return_url ?? invoice.hosted_invoice_url ?? "";
  intent.next_action = { type: "redirect_to_url", redirect_to_url: { return_url, url } };
  return url;
}

function methodOf(unit: Unit, view: InvoiceView, form: URLSearchParams): Method {
  const testCard = cardOfKey(form.get("test_card") ?? "");
  if (testCard) return createMethod(unit, { type: "card", card: { token: `tok_${testCard.key}` } });
  const known = view.saved.find(({ id }) => id === form.get("method"));
  if (known) return known;
  const { given, problems } = readCard(form, view.now);
  if (!given) throw new Mistyped(problems);
  return createMethod(unit, { type: "card", card: given });
}
