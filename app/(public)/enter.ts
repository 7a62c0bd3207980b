import "server-only";
import type { Answer } from "@/app/_gate/form-action";
import { keepPreference, keepSession } from "@/app/_gate/session";
import type { SignedIn } from "@/lib/auth/create-session";
import { sealSession } from "@/lib/auth/session-token";

/** Hands the session to the browser, with the language and the look of its person, and leads on. */
export async function enter(session: SignedIn, next: string | null): Promise<Answer> {
  await keepSession(await sealSession(session));
  await keepPreference("locale", session.locale);
  await keepPreference("theme", session.theme);
  return { redirect: next ?? "/" };
}
