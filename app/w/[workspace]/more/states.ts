import "server-only";
import { getTranslations } from "next-intl/server";
import { pageLocale } from "@/app/_gate/locale";
import type { OpenedPage } from "@/app/_gate/page";
import type { NavEntry } from "@/components/shell/navigation";
import { themeChoice } from "@/components/shell/theme-script";
import { listApiKeys } from "@/lib/api-keys/data";
import { readOffer } from "@/lib/catalogue/data";
import { lowestEach } from "@/lib/catalogue/price";
import { may } from "@/lib/gate/permissions";
import { readBalance } from "@/lib/ledger/balance";
import { readBookChecks } from "@/lib/reconciliation/data";
import { listMembers } from "@/lib/team/data";

type States = Partial<Record<NavEntry["id"], string>>;

/** How each page stands now, in a few words; of what this role may not open, nothing. */
export async function statesOf({ ctx, fmt, role, viewer, workspace }: OpenedPage): Promise<States> {
  const [t, common, books, locale, balance, members, keys, checks, offer] = await Promise.all([
    getTranslations("shell"),
    getTranslations("common"),
    getTranslations("reconciliation.verdict"),
    pageLocale(),
    readBalance(ctx),
    listMembers(ctx, { withAddresses: false }),
    may(role, "api-keys:read") ? listApiKeys(ctx, workspace.timeZone) : null,
    may(role, "books:read") ? readBookChecks(ctx, null) : null,
    readOffer(ctx),
  ]);
  const wrong = checks?.verdict?.wrong ?? 0;
  return {
    overview: `${fmt.credits(balance.availableMicro)} ${common("units.creditsWord")}`,
    ...(offer && { buy: t("more.price", { price: fmt.priceEach(lowestEach(offer)) }) }),
    ...(keys && { "api-keys": t("more.keys", { count: keys.length }) }),
    ...(checks && {
      reconciliation: wrong > 0 ? books("wrong", { count: wrong }) : books(checks.verdict ? "right" : "none"),
    }),
    team: t("more.people", { count: members.length }),
    settings: `${common(`languages.${locale}`)} · ${t(`theme.${themeChoice(viewer.theme)}`)}`,
  };
}
