import type Stripe from "stripe";
import { invalid } from "../http/failure";
import { idOf, type Operations, operation } from "../http/operation";
import { closeDispute, judgeEvidence } from "../payments/disputes";
import { paidCharge, refundCharge, tell } from "../payments/refunds";
import { type Conditions, listPage } from "../store/list";
import { mergedMetadata, setMembers } from "./members";

export const charges: Operations = {
  "GET /v1/charges": operation<Stripe.ChargeListParams>(({ unit, params, url }) =>
    listPage(unit, "charge", { customer: params.customer, payment_intent: params.payment_intent }, params, url),
  ),

  "GET /v1/charges/{}": operation((call) => call.unit.get("charge", idOf(call))),

  "POST /v1/charges/{}": operation<Stripe.ChargeUpdateParams>(async ({ unit, params, ids }) => {
    const charge = await unit.get("charge", idOf({ ids }));
    setMembers(charge, params, ["description", "receipt_email"]);
    charge.metadata = mergedMetadata(charge.metadata, params.metadata);
    unit.announceChange("charge.updated", charge);
    return charge;
  }),
};

export const refunds: Operations = {
  "POST /v1/refunds": operation<Stripe.RefundCreateParams>(async ({ unit, params }) => {
    const { amount, reason, payment_intent: intent, charge: chargeId } = params;
    if (!intent && !chargeId) {
      throw invalid("One of the following params should be provided for this request: payment_intent or charge.");
    }
    const charge = chargeId ? await unit.get("charge", chargeId, "charge") : await paidCharge(unit, intent ?? "");
    if (intent && charge.payment_intent !== intent) {
      throw invalid(`Charge ${charge.id} does not belong to ${intent}.`, "payment_intent");
    }
    await unit.standAtClockOf(charge.customer);
    return refundCharge(unit, charge, { amount, reason, metadata: mergedMetadata({}, params.metadata) });
  }),

  "GET /v1/refunds": operation<Stripe.RefundListParams>(({ unit, params, url }) =>
    listPage(unit, "refund", { charge: params.charge, payment_intent: params.payment_intent }, params, url),
  ),

  "GET /v1/refunds/{}": operation((call) => call.unit.get("refund", idOf(call))),

  "POST /v1/refunds/{}": operation<Stripe.RefundUpdateParams>(async ({ unit, params, ids }) => {
    const refund = await unit.get("refund", idOf({ ids }));
    refund.metadata = mergedMetadata(refund.metadata, params.metadata);
    tell(unit, refund);
    return refund;
  }),
};

export const disputes: Operations = {
  "GET /v1/disputes": operation<Stripe.DisputeListParams>(({ unit, params, url }) =>
    listPage(unit, "dispute", { charge: params.charge, payment_intent: params.payment_intent }, params, url),
  ),

  "GET /v1/disputes/{}": operation((call) => call.unit.get("dispute", idOf(call))),

  "POST /v1/disputes/{}": operation<Stripe.DisputeUpdateParams>(async ({ unit, params, ids }) => {
    const dispute = await unit.get("dispute", idOf({ ids }));
    if (!/needs_response$/.test(dispute.status)) throw invalid("This dispute is already closed or under review.");
    for (const [name, text] of Object.entries(params.evidence ?? {})) {
      if (typeof text === "string") Object.assign(dispute.evidence, { [name]: text || null });
    }
    dispute.metadata = mergedMetadata(dispute.metadata, params.metadata);
    const details = dispute.evidence_details;
    details.has_evidence = Object.values(dispute.evidence).some((text) => typeof text === "string");
    if (params.submit !== false && details.has_evidence) {
      details.submission_count += 1;
      details.submission_method = "manual";
      dispute.status = dispute.status === "warning_needs_response" ? "warning_under_review" : "under_review";
      judgeEvidence(unit, dispute);
    }
    unit.announceChange("charge.dispute.updated", dispute);
    return dispute;
  }),

  "POST /v1/disputes/{}/close": operation(async (call) => {
    const dispute = await call.unit.get("dispute", idOf(call));
    if (!/needs_response$/.test(dispute.status)) throw invalid("This dispute is already closed or under review.");
    await closeDispute(call.unit, dispute, false);
    return dispute;
  }),
};

export const balances: Operations = {
  "GET /v1/balance": operation(async ({ unit }) => {
    const sums = await unit.sql<{ currency: string; pending: boolean; amount: string }[]>`
      select data ->> 'currency' as currency, (data ->> 'available_on')::bigint > ${unit.now} as pending,
        sum((data ->> 'net')::bigint) as amount
      from stripe_sandbox.objects where kind = 'balance_transaction' group by 1, 2 order by 1`;
    const part = (pending: boolean) =>
      sums
        .filter((sum) => sum.pending === pending)
        .map(({ currency, amount }) => ({ amount: Number(amount), currency, source_types: { card: Number(amount) } }));
    const [available, pending] = [part(false), part(true)];
    const nothing = [{ amount: 0, currency: "usd", source_types: { card: 0 } }];
    return {
      object: "balance",
      available: available.length ? available : nothing,
      livemode: false,
      pending: pending.length ? pending : nothing,
    };
  }),

  "GET /v1/balance_transactions": operation<Stripe.BalanceTransactionListParams>(({ unit, params, url }) => {
    const { currency, source, type } = params;
    const asked: Conditions = { currency, source, type };
    return listPage(unit, "balance_transaction", asked, params, url);
  }),

  "GET /v1/balance_transactions/{}": operation((call) => call.unit.get("balance_transaction", idOf(call))),
};
