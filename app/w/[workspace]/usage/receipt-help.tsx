import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { pageHref } from "@/components/shell/navigation";
import { Disclosure } from "@/components/ui/disclosure";
import { Link } from "@/components/ui/link";
import type { UsageReceipt } from "@/lib/metering/read-usage";
import { standingOf } from "./usage-words";

/** What somebody does who reads something else than they expected. */
export async function ReceiptHelp({ page: { workspace }, receipt }: { page: OpenedPage; receipt: UsageReceipt }) {
  const t = await getTranslations("usage.help");
  const standing = standingOf(receipt);
  return (
    <div className="mt-6">
      <Disclosure summary={t("title")}>
        <ul className="grid max-w-[60ch] list-disc gap-2 ps-5 text-ink">
          {standing === "charged" && (
            <>
              <li>
                {t.rich("price", {
                  rates: (words) => <Link href={pageHref(workspace.slug, "rates")}>{words}</Link>,
                })}
              </li>
              <li>
                {t.rich("undelivered", {
                  code: (words) => <code className="font-mono text-sm">{words}</code>,
                  docs: (words) => <Link href="/docs#returnUsage">{words}</Link>,
                })}
              </li>
            </>
          )}
          {standing === "refused" && <li>{t("refused")}</li>}
          {standing === "returned" && <li>{t("returned")}</li>}
          <li>{t("ask")}</li>
        </ul>
      </Disclosure>
    </div>
  );
}
