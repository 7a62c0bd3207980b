import "server-only";
import { stripe } from "./client";

export type KeptCard = {
  id: string;
  brand: string;
  lastFour: string;
  expiresMonth: number;
  expiresYear: number;
  fingerprint: string;
  country: string | null;
  createdAt: Date;
};

/** Every card a customer has there now, oldest first. */
export async function listKeptCards(customer: string): Promise<KeptCard[]> {
  const found: KeptCard[] = [];
  for await (const { id, card, created } of stripe().customers.listPaymentMethods(customer, {
    type: "card",
    limit: 100,
  })) {
    if (!card) continue;
    found.push({
      id,
      brand: card.brand,
      lastFour: card.last4,
      expiresMonth: card.exp_month,
      expiresYear: card.exp_year,
      fingerprint: card.fingerprint ?? id,
      country: card.country,
      createdAt: new Date(created * 1_000),
    });
  }
  return found.toReversed();
}

/** It cannot be charged any more, and never be attached again. */
export async function detachCard(id: string): Promise<void> {
  await stripe().paymentMethods.detach(id);
}
