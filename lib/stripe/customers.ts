import "server-only";
import { stripe } from "./client";

export type NewCustomer = { name: string; email: string; metadata: Record<string, string>; idempotencyKey: string };

export async function createCustomer({ name, email, metadata, idempotencyKey }: NewCustomer): Promise<string> {
  const { id } = await stripe().customers.create(
    { ...(name && { name }), ...(email && { email }), metadata },
    { idempotencyKey },
  );
  return id;
}
