import "server-only";
import { z } from "zod";
import { coinsAsNumber } from "@/lib/money";
import { askBank } from "./client";

const coins = z
  .number()
  .int()
  .nonnegative()
  .max(Number.MAX_SAFE_INTEGER)
  .transform((n) => BigInt(n));

const transfer = z.object({
  id: z.string().min(1),
  amount: coins,
  from_bank: z.string(),
  late: z.boolean(),
  created_at: z.coerce.date(),
});

export const virtualAccount = z.object({
  id: z.string().min(1),
  external_id: z.string(),
  bank: z.string(),
  account_number: z.string(),
  name: z.string().nullable(),
  amount: coins,
  currency: z.string().transform((code) => code.toUpperCase()),
  status: z.enum(["pending", "paid", "expired", "canceled"]),
  expires_at: z.coerce.date(),
  amount_received: coins,
  payments: z.array(transfer),
});
export type VirtualAccount = z.output<typeof virtualAccount>;

export type AccountWish = {
  externalId: string;
  bank: string;
  amountMinor: bigint;
  currency: string;
  name: string;
  expiresAt: Date;
};

/** The same wish again is answered with the same account. */
export function openAccount({ externalId, amountMinor, expiresAt, ...wish }: AccountWish): Promise<VirtualAccount> {
  return askBank(virtualAccount, "POST", "/virtual-accounts", {
    ...wish,
    external_id: externalId,
    amount: coinsAsNumber(amountMinor),
    expires_at: new Date(Math.floor(expiresAt.getTime() / 1_000) * 1_000).toISOString(),
  });
}

export function readAccount(id: string): Promise<VirtualAccount> {
  return askBank(virtualAccount, "GET", `/virtual-accounts/${encodeURIComponent(id)}`);
}

/** Nothing can be paid into it any more. Refused with 409 for one that is paid or has expired. */
export function cancelAccount(id: string): Promise<VirtualAccount> {
  return askBank(virtualAccount, "POST", `/virtual-accounts/${encodeURIComponent(id)}/cancel`);
}
