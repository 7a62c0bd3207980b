import "server-only";
import { database } from "@/db";
import { verifiedCallback } from "@/lib/bank/callbacks";
import { countAuthFailure } from "@/lib/metrics/refusals";
import { bankAccount } from "../by-bank";
import { storeEvent } from "../store-event";

/** False when it does not come from the bank. It throws when it cannot be written down, so that it is not taken for received. */
export async function receiveBankCallback(body: string, signature: string | null, now: Date): Promise<boolean> {
  const callback = verifiedCallback(body, signature, now);
  if (!callback) {
    countAuthFailure("webhook_signature");
    return false;
  }
  await storeEvent(
    database(),
    {
      provider: "bank",
      id: callback.id,
      ...bankAccount(),
      apiVersion: null,
      type: callback.type,
      objectId: callback.data.virtual_account.id,
      payload: JSON.parse(body),
      happenedAt: callback.created_at,
    },
    now,
  );
  return true;
}
