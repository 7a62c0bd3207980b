import type { Bank } from "./banks";

export type Payment = { id: string; amount: number; from_bank: Bank; late: boolean; created: number };

/** A virtual account as callers see it: moments as ISO text, money in the smallest coin. */
export type Account = {
  id: string;
  external_id: string;
  bank: Bank;
  account_number: string;
  name: string | null;
  amount: number;
  currency: string;
  status: "pending" | "paid" | "expired" | "canceled";
  created_at: string;
  expires_at: string;
  amount_received: number;
  payments: (Omit<Payment, "created"> & { created_at: string })[];
};

export type AccountRow = {
  id: string;
  seq: string;
  external_id: string;
  bank: Bank;
  number: string;
  name: string | null;
  amount: string;
  currency: string;
  status: Account["status"];
  created: string;
  expires: string;
  payments: Payment[];
};

export function accountOf(row: AccountRow): Account {
  return {
    id: row.id,
    external_id: row.external_id,
    bank: row.bank,
    account_number: row.number,
    name: row.name,
    amount: Number(row.amount),
    currency: row.currency,
    status: row.status,
    created_at: momentOf(Number(row.created)),
    expires_at: momentOf(Number(row.expires)),
    amount_received: row.payments.reduce((sum, { amount }) => sum + amount, 0),
    payments: row.payments.map(({ created, ...payment }) => ({ ...payment, created_at: momentOf(created) })),
  };
}

function momentOf(second: number): string {
  return new Date(second * 1000).toISOString();
}
