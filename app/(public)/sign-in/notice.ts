import "server-only";
import { getTranslations } from "next-intl/server";

type Reasons = { notice: string | null; error: string | null; next: string | null };

/** Why the person is here: a program's sign-in failed, they left, the password is new, or a page asked for it. */
export async function noticeFor({ notice, error, next }: Reasons): Promise<{ words: string; failed: boolean } | null> {
  const t = await getTranslations();
  if (error === "rate_limited") return { words: t("errors.too_many"), failed: true };
  if (error) return { words: t("errors.wrong_credentials"), failed: true };
  if (notice === "signed-out") return { words: t("auth.signIn.signedOut"), failed: false };
  if (notice === "password-changed") return { words: t("auth.signIn.passwordChanged"), failed: false };
  return next && next !== "/" ? { words: t("auth.signIn.continue"), failed: false } : null;
}
