import { beforeAll, expect, test } from "vitest";
import { loadContract } from "../contract/contract";
import { definition } from "../contract/resolve";
import { kinds } from "../store/kinds";
import examples from "./examples.json";
import { Judge } from "./judge";

const contract = await loadContract();
const judge = new Judge(contract);
const types = Object.values(kinds).map(({ type }) => type);
const given = new Map<string, object>(Object.entries(examples.objects));

/** Stripe's examples are of an older version than the SDK's: what has come or gone since, by the first thing that differs. */
const changedSince = new Map<string, string>([
  ["BillingPortal.Configuration", "/features must have required property 'subscription_pause'"],
  ["BillingPortal.Session", "/flow must be null"],
  ["Charge", "/payment_method_details must be null"],
  ["Checkout.Session", " must have required property 'allowed_payment_method_types'"],
  ["Dispute", " must have required property 'intended_submission_method'"],
  ["Invoice", " must NOT have additional properties"],
  ["PaymentIntent", " must have required property 'allowed_payment_method_types'"],
  ["Product", " must have required property 'tax_details'"],
  ["SetupIntent", " must have required property 'allowed_payment_method_types'"],
  ["Subscription", "/cancellation_details must be null"],
]);

// Making validators of the SDK's types takes seconds on a busy machine, and is no test's own time.
beforeAll(() => judge.object("Charge", {}));

function complaintsAbout(type: string, object: object): string[] {
  const before = judge.violations.length;
  judge.object(type, object);
  return judge.violations.slice(before).map(({ what }) => what);
}

test.each(types)("Stripe's own example of %s is what the contract says, but for what has changed since", (type) => {
  const known = changedSince.get(type);
  const complaints = complaintsAbout(type, given.get(type) ?? {});
  expect(complaints).toHaveLength(known === undefined ? 0 : 1);
  if (known !== undefined) expect(complaints[0]?.startsWith(known), complaints[0]).toBe(true);
});

test.each(types.filter((type) => !changedSince.has(type)))(
  "an example of %s that lacks what it must have, or has what it cannot have, is found out",
  (type) => {
    const example = given.get(type) ?? {};
    const { required = [] } = definition(contract, type);
    expect(required.length).toBeGreaterThan(0);
    for (const name of required) {
      const lacking = Object.fromEntries(Object.entries(example).filter(([key]) => key !== name));
      expect(complaintsAbout(type, lacking), name).toHaveLength(1);
    }
    expect(complaintsAbout(type, { ...example, of_somebodys_own: 1 })).toHaveLength(1);
  },
);
