import "server-only";
import type { Db } from "@/db";
import { followCards } from "@/lib/cards/follow-cards";
import { providerContext } from "../provider-context";
import type { Handled, StoredEvent } from "../work-events";
import { whoseCustomer } from "./whose-customer";

/** A card was added, renewed by its bank, changed or taken away: we ask which cards the workspace has. */
export async function cardsChanged(db: Db, event: StoredEvent, now: Date): Promise<Handled> {
  const workspaceId = await whoseCustomer(db, event);
  if (!workspaceId) return { status: "done", said: "A card of nobody here." };
  const names = await followCards(providerContext(db, workspaceId, "stripe", now));
  return { status: "done", said: `Cards looked up under ${names.size} names.`, workspaceId };
}
