import type Stripe from "stripe";
import { invalid } from "../http/failure";
import { type Call, idOf, type Operations, operation } from "../http/operation";
import { addressOf, cashBalanceOf, receiveFunds, transferKind } from "../payments/bank-transfers";
import type { Objects } from "../store/kinds";
import { listPage } from "../store/list";
import { living } from "./deleted";

type FundParams = Parameters<Stripe["testHelpers"]["customers"]["fundCashBalance"]>[1];

export const cashBalance: Operations = {
  "GET /v1/customers/{}/cash_balance": operation(async (call) => cashBalanceOf(call.unit, await customerOf(call))),

  "GET /v1/customers/{}/cash_balance_transactions": operation<Stripe.CustomerListCashBalanceTransactionsParams>(
    async (call) => {
      const customer = await customerOf(call);
      return listPage(call.unit, "customer_cash_balance_transaction", { customer: customer.id }, call.params, call.url);
    },
  ),

  "POST /v1/customers/{}/funding_instructions": operation<Stripe.CustomerCreateFundingInstructionsParams>(
    async (call) => {
      const customer = await customerOf(call);
      const currency = call.params.currency.toLowerCase();
      const kind = transferKind(currency);
      if (call.params.bank_transfer.type !== kind) {
        throw invalid(`Bank transfers in ${currency} are of the type ${kind}.`, "bank_transfer[type]");
      }
      const country = call.params.bank_transfer.eu_bank_transfer?.country ?? "IE";
      return {
        object: "funding_instructions",
        bank_transfer: {
          country,
          financial_addresses: [addressOf(call.unit, customer, kind, country)],
          type: kind,
        },
        currency,
        funding_type: "bank_transfer",
        livemode: false,
      };
    },
  ),

  "POST /v1/test_helpers/customers/{}/fund_cash_balance": operation<FundParams>(async (call) => {
    const customer = await customerOf(call);
    const { amount, currency, reference = null } = call.params;
    if (amount < 1) throw invalid("Invalid positive integer", "amount", "parameter_invalid_integer");
    return receiveFunds(call.unit, customer, amount, currency.toLowerCase(), reference);
  }),
};

async function customerOf(call: Pick<Call<unknown>, "unit" | "ids">): Promise<Objects["customer"]> {
  const customer = await living(call.unit, "customer", idOf(call));
  await call.unit.standAtClockOf(customer.id);
  return customer;
}
