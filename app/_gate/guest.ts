import "server-only";
import type { IdentityContext } from "@/lib/context";
import { strangerContext } from "@/lib/gate/change";
import { requestFacts } from "./request";

/** For pages that open to whoever holds a link: nobody is asking yet, the link speaks for itself. */
export async function guestContext(): Promise<IdentityContext> {
  const { requestId } = await requestFacts();
  return strangerContext(new Date(), requestId);
}
