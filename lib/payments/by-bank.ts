import "server-only";
import { BankRefusal, bankSettings } from "@/lib/bank/client";
import { cancelAccount, openAccount, readAccount, type VirtualAccount } from "@/lib/bank/virtual-accounts";
import type { Context } from "@/lib/context";
import { AppError, invariant } from "@/lib/errors";
import { banksOf } from "./banks";
import type { FoundPayment, OpenedPayment, PaymentOrder, PaymentProvider, ProviderAccount } from "./provider";

/** Transfers into an account number that belongs to one try of one purchase. What is to be given back goes by hand. */
export const byBank: PaymentProvider = {
  name: "bank",
  account: async () => bankAccount(),
  open,
  recover,
  look: async (_ctx, externalId) => found(await readAccount(externalId)),
  close,
};

/** There is one bank; whether its money is real is told by its key. */
export function bankAccount(): ProviderAccount {
  return { account: "bank", livemode: !bankSettings()?.key.startsWith("bank_test_") };
}

async function open(_ctx: Context, order: PaymentOrder): Promise<OpenedPayment> {
  const { purchaseId, purchaseNumber, attempt, amountMinor, currency, bank, expiresAt } = order;
  if (!bank || !banksOf(currency).includes(bank)) throw new AppError("invalid", "unknown_bank", { field: "method" });
  invariant(amountMinor <= BigInt(Number.MAX_SAFE_INTEGER), "an amount fits");
  const account = await openAccount({
    externalId: `${purchaseId}:${attempt}`,
    bank,
    amountMinor,
    currency,
    name: purchaseNumber,
    expiresAt,
  });
  return {
    kind: "transfer",
    externalId: account.id,
    details: { bank: account.bank, accountNumber: account.account_number, holder: account.name ?? "" },
    expiresAt: account.expires_at,
  };
}

/** A refusal opened nothing. After silence the same question again, under the same name, finds the account or opens it. */
async function recover(_ctx: Context, _order: PaymentOrder, error: unknown): Promise<null> {
  if (error instanceof BankRefusal && error.status < 500) return null;
  throw error instanceof AppError ? error : new AppError("unavailable", "payment_not_opened");
}

async function close(_ctx: Context, externalId: string): Promise<FoundPayment> {
  const account = await readAccount(externalId);
  if (account.status !== "pending") return found(account);
  return found(await cancelAccount(externalId).catch((error: unknown) => closedMeanwhile(error, externalId)));
}

/** Between the look and the word it was paid or has expired: that is how it stands. */
function closedMeanwhile(error: unknown, externalId: string): Promise<VirtualAccount> {
  if (error instanceof BankRefusal && error.status === 409) return readAccount(externalId);
  throw error;
}

const statuses = {
  pending: "open",
  paid: "paid",
  expired: "closed",
  canceled: "closed",
} as const satisfies Record<VirtualAccount["status"], FoundPayment["status"]>;

function found({
  status,
  amount_received: receivedMinor,
  currency,
  bank,
  account_number: accountNumber,
  name,
  payments,
}: VirtualAccount): FoundPayment {
  return {
    status: statuses[status],
    receivedMinor,
    currency,
    url: null,
    failure: null,
    details: { bank, accountNumber, holder: name ?? "" },
    refs: [],
    receipts: payments.map((payment) => ({
      externalId: payment.id,
      amountMinor: payment.amount,
      fromBank: payment.from_bank,
      late: payment.late,
      receivedAt: payment.created_at,
    })),
  };
}
