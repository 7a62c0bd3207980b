import { blankOf } from "../contract/blank";
import { type Operations, operation } from "../http/operation";

export const accountId = "acct_1SandboxSandbox1";

export const account: Operations = {
  "GET /v1/account": operation(async ({ unit }) => ({
    ...blankOf<object>(unit.surroundings.contract, "Account"),
    id: accountId,
    charges_enabled: true,
    country: "US",
    default_currency: "usd",
    details_submitted: true,
    email: "sandbox@stripe.example",
    payouts_enabled: true,
    type: "standard",
  })),
};
