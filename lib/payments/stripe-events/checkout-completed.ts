import "server-only";
import { z } from "zod";
import type { Db } from "@/db";
import { noteConsent } from "@/lib/cards/note-consent";
import { providerContext } from "../provider-context";
import type { Handled, StoredEvent } from "../work-events";
import { paymentChanged } from "./payment-changed";
import { recurringChanged } from "./recurring-changed";
import { whoseCustomer } from "./whose-customer";

const told = z.object({
  data: z.object({
    object: z.object({ id: z.string(), mode: z.string(), metadata: z.record(z.string(), z.string()).nullish() }),
  }),
});

/** A hosted page is done: what was paid there is looked at, and the card that may be kept. */
export async function checkoutCompleted(db: Db, event: StoredEvent, now: Date): Promise<Handled> {
  const { id, mode, metadata } = told.parse(event.payload).data.object;
  const card = metadata?.consent_version ? await cardKept(db, event, id, now) : null;
  if (mode === "subscription") await recurringChanged(db, event, now);
  if (mode !== "setup") return paymentChanged(db, event, now);
  return card ?? { status: "done", said: "No card was to be kept there." };
}

async function cardKept(db: Db, event: StoredEvent, session: string, now: Date): Promise<Handled> {
  const workspaceId = await whoseCustomer(db, event);
  if (!workspaceId) return { status: "done", said: "A page of nobody here." };
  const card = await noteConsent(providerContext(db, workspaceId, "stripe", now), session);
  return { status: "done", said: card ? `Card ${card} may be charged again.` : "No card was kept.", workspaceId };
}
