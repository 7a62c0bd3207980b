import "server-only";
import { eq } from "drizzle-orm";
import { inIdentity } from "@/db";
import { users } from "@/db/schema/identity";
import type { IdentityContext } from "@/lib/context";
import type { FormatLocale, Language } from "@/lib/i18n/locales";
import type { UsageColumn } from "@/lib/metering/usage-columns";
import { signedInId } from "./people";

export type Preferences = {
  locale?: Language;
  /** null follows the language and the workspace's country. */
  formatLocale?: FormatLocale | null;
  theme?: "system" | "light" | "dark";
  singleKeyShortcuts?: boolean;
  usageColumns?: UsageColumn[];
};

export async function setPreferences(identity: IdentityContext, input: Preferences): Promise<void> {
  const userId = signedInId(identity);
  const { locale, formatLocale, theme, singleKeyShortcuts, usageColumns } = input;
  if (Object.values(input).every((value) => value === undefined)) return;
  await inIdentity(identity, async (tx) => {
    await tx
      .update(users)
      .set({ locale, formatLocale, theme, singleKeyShortcuts, usageColumns })
      .where(eq(users.id, userId));
  });
}
