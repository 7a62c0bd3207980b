import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { CopyField } from "@/components/forms/copy-field";
import { pageHref } from "@/components/shell/navigation";
import { Link } from "@/components/ui/link";
import { may } from "@/lib/gate/permissions";
import type { UsageReceipt } from "@/lib/metering/read-usage";
import { featureName } from "../feature-name";
import { type Line, Lines } from "./lines";
import type { Sources } from "./sources";
import { kindName } from "./usage-words";

type ReceiptFactsProps = { page: OpenedPage; receipt: UsageReceipt; sources: Sources };

/** Everything else that is known of it. */
export async function ReceiptFacts({ page, receipt, sources }: ReceiptFactsProps) {
  const { role, workspace, fmt } = page;
  const [t, common] = await Promise.all([getTranslations("usage"), getTranslations("common")]);
  const { agentId, numberId, apiKeyId, feature, tags, tx, returnTx } = receipt;
  const entryOf = (number: bigint | null) =>
    number !== null &&
    may(role, "activity:read") && (
      <Link href={`${pageHref(workspace.slug, "activity")}?show=entries&item=${number}`}>
        {t("receipt.entryNumber", { n: String(number) })}
      </Link>
    );
  const facts: Line[] = [
    [t("columns.recipient"), receipt.recipient],
    [t("filter.country"), receipt.country && fmt.country(receipt.country)],
    [t("filter.kind"), kindName(receipt.kind, t)],
    [t("filter.agent"), agentId && sources.agentName(agentId)],
    [t("filter.number"), numberId && sources.numberName(numberId)],
    [t("filter.user"), receipt.usedBy],
    [t("filter.key"), apiKeyId && sources.keyName(apiKeyId)],
    [t("filter.feature"), feature && featureName(feature, t)],
    [t("receipt.reference"), receipt.reference],
    [
      t("filter.tag"),
      tags &&
        Object.entries(tags)
          .map((tag) => tag.join(": "))
          .join(", "),
    ],
    [t("receipt.entry"), entryOf(tx)],
    [t("receipt.returnEntry"), entryOf(returnTx)],
  ];
  const id = receipt.externalId ?? receipt.key;
  return (
    <>
      <h3 className="mt-6 mb-1 text-xs text-ink-2">{t("receipt.facts")}</h3>
      <Lines
        ruled
        lines={[
          ...facts.filter(([, value]) => Boolean(value)),
          [
            t("receipt.id"),
            <CopyField key="id" value={id} label={t("receipt.copy")} copied={common("status.copied")} />,
          ],
        ]}
      />
    </>
  );
}
