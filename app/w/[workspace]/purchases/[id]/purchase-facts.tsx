import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { CopyField } from "@/components/forms/copy-field";
import { Section } from "@/components/shell/section";
import { namedSources } from "@/lib/metering/named-sources";
import type { PurchaseFile } from "@/lib/purchases/data";
import { actorNames } from "@/lib/statement/actor-names";
import { whoOf } from "../../_activity/activity-words";
import { methodOf } from "../purchase-words";

/** Who bought, for what, how it is paid and whom the invoice is to. */
export async function PurchaseFacts({ page: { ctx, workspace, fmt }, file }: { page: OpenedPage; file: PurchaseFile }) {
  const { purchase, payments } = file;
  const { buyer, pocket } = purchase;
  const [t, activity, common, { numbers }, names] = await Promise.all([
    getTranslations("purchases"),
    getTranslations("activity"),
    getTranslations("common"),
    namedSources(ctx),
    actorNames(ctx, [purchase.createdBy]),
  ]);
  const destination =
    pocket === "main"
      ? `${t("list.wallet")}, ${workspace.name}`
      : (numbers.find(({ id }) => id === pocket)?.name ?? pocket);
  const region = buyer.region === buyer.city ? "" : buyer.region;
  const place = [buyer.postalCode, buyer.city, region].filter(Boolean).join(" ");
  const address = [buyer.addressLine1, buyer.addressLine2, place, fmt.country(buyer.country)].filter(Boolean);
  const paid = payments.find(({ status }) => status === "paid") ?? payments[0] ?? null;
  const facts: [name: string, value: string][] = [
    [t("facts.created"), `${fmt.dateTime(purchase.createdAt)}, ${fmt.zone(purchase.createdAt)}`],
    [t("facts.by"), whoOf(purchase.createdBy, names, activity)],
    [t("facts.for"), destination],
    [t("facts.method"), methodOf(purchase.method, paid, t)],
    [t("facts.rhythm"), t(`rhythms.${purchase.rhythm}`)],
    ...(buyer.taxId ? [[t("facts.taxId"), buyer.taxId] as [string, string]] : []),
    ...(buyer.orderNumber ? [[t("facts.order"), buyer.orderNumber] as [string, string]] : []),
  ];
  return (
    <Section title={t("facts.title")}>
      <dl className="grid gap-3 border-t border-line-2 pt-3">
        <div>
          <dt className="text-ink-3">{t("facts.reference")}</dt>
          <dd>
            <CopyField value={purchase.number} label={t("facts.copy")} copied={common("status.copied")} />
          </dd>
        </div>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt className="text-ink-3">{name}</dt>
            <dd className="break-words">{value}</dd>
          </div>
        ))}
        <div>
          <dt className="text-ink-3">{t("facts.billedTo")}</dt>
          <dd className="break-words">
            {buyer.name || t("facts.nobody")}
            {address.map((line) => (
              <span key={line} className="block text-ink-2">
                {line}
              </span>
            ))}
          </dd>
        </div>
      </dl>
    </Section>
  );
}
