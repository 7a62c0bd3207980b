import { invalid, unsupported } from "../http/failure";
import { wholeAddress } from "../operations/members";
import { randomWord } from "../store/ids";
import type { Objects } from "../store/kinds";
import { listAll } from "../store/list";
import type { Unit } from "../store/unit";
import { createCharge, type Intent } from "./charges";
import { settle } from "./intents";
import type { Method } from "./methods";

type Customer = Objects["customer"];
type Kind = "eu_bank_transfer" | "gb_bank_transfer" | "jp_bank_transfer" | "mx_bank_transfer" | "us_bank_transfer";

const kindOfCurrency: Record<string, Kind> = {
  eur: "eu_bank_transfer",
  gbp: "gb_bank_transfer",
  jpy: "jp_bank_transfer",
  mxn: "mx_bank_transfer",
  usd: "us_bank_transfer",
};

export function transferKind(currency: string): Kind {
  const kind = kindOfCurrency[currency];
  if (kind) return kind;
  throw unsupported(
    `bank transfers in ${currency}; Stripe has them in ${Object.keys(kindOfCurrency).join(", ")}`,
    "currency",
  );
}

/** An intent that is paid from what the customer sends: at once when enough lies there, else it says where to send it. */
export async function startBankTransfer(unit: Unit, intent: Intent, method: Method): Promise<void> {
  transferKind(intent.currency);
  if (!intent.customer) throw invalid("A bank transfer needs a customer.", "customer", "parameter_missing");
  const customer = await unit.get("customer", intent.customer);
  unit.hiddenOf(intent).received = 0;
  intent.status = "requires_action";
  await applyFunds(unit, customer, intent, method);
  if (intent.status !== "requires_action") return;
  instruct(unit, customer, intent);
  unit.announce("payment_intent.requires_action", intent);
}

/** Money has come in for a customer: it lies in their cash balance, and pays the oldest open intents of its currency. */
export async function receiveFunds(
  unit: Unit,
  customer: Customer,
  amount: number,
  currency: string,
  reference: string | null,
): Promise<Objects["customer_cash_balance_transaction"]> {
  const type = transferKind(currency);
  const transaction = moveCash(unit, customer, amount, currency, {
    type: "funded",
    funded: { bank_transfer: { ...senderOf(type), reference, type } },
  });
  unit.announce("cash_balance.funds_available", cashBalanceOf(unit, customer));
  const open = await listAll(unit, "payment_intent", { customer: customer.id, currency, status: "requires_action" });
  for (const intent of open) {
    if (intent.next_action?.type !== "display_bank_transfer_instructions" || !intent.payment_method) continue;
    const before = Number(unit.hiddenOf(intent).received ?? 0);
    await applyFunds(unit, customer, intent, await unit.get("payment_method", intent.payment_method));
    if (intent.status !== "requires_action" || unit.hiddenOf(intent).received === before) continue;
    instruct(unit, customer, intent);
    unit.announceChange("payment_intent.partially_funded", intent);
  }
  return transaction;
}

async function applyFunds(unit: Unit, customer: Customer, intent: Intent, method: Method): Promise<void> {
  const hidden = unit.hiddenOf(intent);
  const missing = intent.amount - Number(hidden.received ?? 0);
  const taken = Math.min(missing, cashOf(unit, customer)[intent.currency] ?? 0);
  if (taken === 0) return;
  moveCash(unit, customer, -taken, intent.currency, {
    type: "applied_to_payment",
    applied_to_payment: { payment_intent: intent.id },
  });
  hidden.received = Number(hidden.received ?? 0) + taken;
  if (taken < missing) return;
  const charge = createCharge(unit, intent, method, {
    amount: intent.amount,
    captured: true,
    authenticated: false,
    status: "succeeded",
  });
  intent.latest_charge = charge.id;
  intent.next_action = null;
  unit.announce("charge.succeeded", charge);
  settle(unit, intent, charge, method);
}

/** An intent that is given up gives back what had come in for it. */
export async function unapplyFunds(unit: Unit, intent: Intent): Promise<void> {
  const received = Number(unit.hiddenOf(intent).received ?? 0);
  if (!received || !intent.customer) return;
  const customer = await unit.get("customer", intent.customer);
  moveCash(unit, customer, received, intent.currency, {
    type: "unapplied_from_payment",
    unapplied_from_payment: { payment_intent: intent.id },
  });
  unit.hiddenOf(intent).received = 0;
}

function moveCash(
  unit: Unit,
  customer: Customer,
  amount: number,
  currency: string,
  why: Partial<Objects["customer_cash_balance_transaction"]>,
): Objects["customer_cash_balance_transaction"] {
  const cash = cashOf(unit, customer);
  const ending = (cash[currency] ?? 0) + amount;
  unit.hiddenOf(customer).cash = { ...cash, [currency]: ending };
  const transaction = unit.create("customer_cash_balance_transaction", {
    currency,
    customer: customer.id,
    customer_account: null,
    ending_balance: ending,
    net_amount: amount,
    ...why,
  });
  unit.announce("customer_cash_balance_transaction.created", transaction);
  return transaction;
}

export function cashOf(unit: Unit, customer: Customer): Record<string, number> {
  const { cash } = unit.hiddenOf(customer);
  return typeof cash === "object" && cash !== null ? { ...cash } : {};
}

export function cashBalanceOf(unit: Unit, customer: Customer) {
  const cash = cashOf(unit, customer);
  return {
    object: "cash_balance",
    available: Object.keys(cash).length ? cash : null,
    customer: customer.id,
    customer_account: null,
    livemode: false,
    settings: { reconciliation_mode: "automatic", using_merchant_default: true },
  };
}

function instruct(unit: Unit, customer: Customer, intent: Intent): void {
  intent.next_action = {
    type: "display_bank_transfer_instructions",
    display_bank_transfer_instructions: {
      amount_remaining: intent.amount - Number(unit.hiddenOf(intent).received ?? 0),
      currency: intent.currency,
      financial_addresses: [addressOf(unit, customer, transferKind(intent.currency), countryOf(intent))],
      hosted_instructions_url: `${unit.surroundings.publicUrl}/bank/${intent.id}`,
      reference: referenceOf(unit, customer),
      type: transferKind(intent.currency),
    },
  };
}

function countryOf({ payment_method_options: options }: Intent): string | undefined {
  return options?.customer_balance?.bank_transfer?.eu_bank_transfer?.country;
}

/** Where a customer's transfers go: an account of their own, the same every time. */
export function addressOf(unit: Unit, customer: Customer, kind: Kind, country = "IE") {
  const number = accountNumberOf(unit, customer);
  const holder = { account_holder_address: wholeAddress({ country: "IE" }), account_holder_name: "Sandbox" };
  const bank = { ...holder, bank_address: wholeAddress({ country: "IE" }) };
  if (kind === "gb_bank_transfer") {
    return {
      type: "sort_code" as const,
      supported_networks: ["bacs" as const, "fps" as const],
      sort_code: { ...bank, account_number: number, sort_code: "200000" },
    };
  }
  if (kind === "jp_bank_transfer") {
    return {
      type: "zengin" as const,
      supported_networks: ["zengin" as const],
      zengin: {
        ...bank,
        account_number: number,
        account_type: "futsu",
        bank_code: "0000",
        bank_name: "Sandbox Bank",
        branch_code: "000",
        branch_name: "Test",
      },
    };
  }
  if (kind === "mx_bank_transfer") {
    return {
      type: "spei" as const,
      supported_networks: ["spei" as const],
      spei: { ...bank, bank_code: "002", bank_name: "Sandbox Bank", clabe: `0021800000${number}` },
    };
  }
  if (kind === "us_bank_transfer") {
    return {
      type: "aba" as const,
      supported_networks: ["ach" as const, "domestic_wire_us" as const],
      aba: {
        ...bank,
        account_number: number,
        account_type: "checking",
        bank_name: "Sandbox Bank",
        routing_number: "111000000",
      },
    };
  }
  return {
    type: "iban" as const,
    supported_networks: ["sepa" as const],
    iban: { ...bank, bic: `SAND${country}2D`, country, iban: `${country}00SAND000000${number}` },
  };
}

export function referenceOf(unit: Unit, customer: Customer): string {
  const hidden = unit.hiddenOf(customer);
  hidden.reference ??= randomWord(12).toUpperCase();
  return String(hidden.reference);
}

function accountNumberOf(unit: Unit, customer: Customer): string {
  const hidden = unit.hiddenOf(customer);
  hidden.account ??= String(Math.floor(Math.random() * 1e8)).padStart(8, "0");
  return String(hidden.account);
}

function senderOf(type: Kind) {
  if (type === "eu_bank_transfer")
    return { eu_bank_transfer: { bic: "SANDIE2D", iban_last4: "3201", sender_name: "Sandbox" } };
  if (type === "gb_bank_transfer")
    return { gb_bank_transfer: { account_number_last4: "2345", sender_name: "Sandbox", sort_code: "200000" } };
  if (type === "jp_bank_transfer")
    return { jp_bank_transfer: { sender_bank: "Sandbox Bank", sender_branch: "Test", sender_name: "Sandbox" } };
  return type === "us_bank_transfer" ? { us_bank_transfer: { network: "ach" as const, sender_name: "Sandbox" } } : {};
}
