import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/shell/page-header";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { linkMinutes } from "@/lib/auth/link-minutes";
import { env } from "@/lib/env";
import { pageTitle } from "../page-title";
import { one, type Search } from "../search";

export const generateMetadata = () => pageTitle("auth.sent.title");

/** The same page for a member and for a stranger; it does not even repeat the address. */
export default async function CheckMailPage({ searchParams }: { searchParams: Search }) {
  const purpose = one((await searchParams).for);
  const t = await getTranslations("auth.sent");
  return (
    <>
      <PageHeader title={t("title")} lead={t("body")} />
      <div className="grid max-w-[60ch] justify-items-start gap-3">
        <p>
          {purpose === "sign-in" && t("within", { minutes: linkMinutes.sign_in })}
          {purpose === "reset" && t("withinHours", { hours: linkMinutes.password_reset / 60 })}
          {purpose === "sign-up" && t("withinHours", { hours: linkMinutes.sign_up / 60 })}
        </p>
        <p className="text-ink-2">{t("nothing")}</p>
        {env().INBOX_URL && (
          <Button href="/dev/inbox" prefetch={false}>
            {t("inbox")}
          </Button>
        )}
        <p className="mt-2 w-full border-t border-line pt-4">
          <Link variant="standalone" href="/sign-in">
            {t("back")}
          </Link>
        </p>
      </div>
    </>
  );
}
