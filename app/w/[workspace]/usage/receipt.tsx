import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import type { OpenedPage } from "@/app/_gate/page";
import { CopyField } from "@/components/forms/copy-field";
import { Section } from "@/components/shell/section";
import { Link } from "@/components/ui/link";
import { Status } from "@/components/ui/status";
import { creditDecimals } from "@/lib/credits";
import type { UsageReceipt } from "@/lib/metering/read-usage";
import { channelName } from "../channel-words";
import { featureName } from "../feature-name";
import type { Sources } from "./sources";
import { type UsageView, usageHref } from "./usage-search";
import { kindName, quantityText, standingOf, tones } from "./usage-words";

type ReceiptProps = { page: OpenedPage; view: UsageView; receipt: UsageReceipt | null; sources: Sources };

/** One message or call, as a receipt: what it cost and why, who paid, what happened to it and when. */
export async function Receipt({ page: { ctx, fmt }, view, receipt, sources }: ReceiptProps) {
  const [t, common] = await Promise.all([getTranslations("usage"), getTranslations("common")]);
  const close = (
    <Link variant="standalone" href={usageHref(view, { item: null })} scroll={false}>
      {common("actions.close")}
    </Link>
  );
  if (!receipt) {
    return (
      <Section title={t("receipt.gone")} action={close} anchor="item">
        <p className="mb-6 text-ink-2">{t("receipt.goneBody")}</p>
      </Section>
    );
  }
  const standing = standingOf(receipt);
  const funds = [
    [t("receipt.number"), receipt.numberMicro],
    [t("receipt.plan"), receipt.planMicro],
    [t("receipt.promo"), receipt.promoMicro],
    [t("receipt.wallet"), receipt.walletMicro],
    [t("receipt.debt"), receipt.debtMicro],
  ] as const;
  const paid = funds.filter(([, micro]) => micro > 0n);
  const decimals = creditDecimals([receipt.amountMicro, ...paid.map(([, micro]) => micro)]);
  const credits = (micro: bigint) => fmt.credits(micro, { decimals });
  const facts: [string, ReactNode][] = [
    [t("columns.recipient"), receipt.recipient],
    [t("filter.country"), receipt.country && fmt.country(receipt.country)],
    [t("filter.kind"), kindName(receipt.kind, t)],
    [t("filter.agent"), receipt.agentId && sources.agentName(receipt.agentId)],
    [t("filter.number"), receipt.numberId && sources.numberName(receipt.numberId)],
    [t("filter.user"), receipt.usedBy],
    [t("filter.key"), receipt.apiKeyId && sources.keyName(receipt.apiKeyId)],
    [t("filter.feature"), receipt.feature && featureName(receipt.feature, t)],
    [t("receipt.reference"), receipt.reference],
    [
      t("filter.tag"),
      receipt.tags &&
        Object.entries(receipt.tags)
          .map(([name, value]) => `${name}: ${value}`)
          .join(", "),
    ],
  ];
  const id = receipt.externalId ?? receipt.key;
  return (
    <div className="mb-7 rounded-sheet border border-line-2 bg-surface px-4 pb-4 sm:px-6">
      <Section
        anchor="item"
        title={t("receipt.title", {
          channel: channelName(receipt.channel, t),
          time: fmt.dateTimeSeconds(receipt.occurredAt),
        })}
        action={close}
      >
        <div className="grid gap-x-10 gap-y-5 lg:grid-cols-2">
          <div>
            <div className="flex flex-wrap items-baseline justify-between gap-3 border-b border-ink pb-2">
              <span className="display text-display-md">{credits(receipt.amountMicro)}</span>
              <Status tone={tones[standing]}>{t(`status.${standing}`)}</Status>
            </div>
            <Lines
              lines={[
                [t("receipt.quantity"), quantityText(receipt.quantity, receipt.unit, receipt.channel, t)],
                [
                  t("receipt.rate"),
                  receipt.priceMicro === null
                    ? t("receipt.noRate")
                    : t("receipt.ratePer", {
                        n: fmt.credits(receipt.priceMicro),
                        unit: t(`units.${receipt.unit as "part"}`),
                      }),
                ],
                ...paid.map(([name, micro]): [string, string] => [t("receipt.paidBy", { name }), credits(micro)]),
                [
                  t("receipt.balance"),
                  receipt.balanceAfterMicro === null ? "–" : fmt.credits(receipt.balanceAfterMicro),
                ],
              ]}
            />
            {receipt.refusal && (
              <p className="mt-3 text-danger">
                {t(`refusals.${receipt.refusal as "no_rate"}`)}{" "}
                {receipt.shortByMicro !== null && t("receipt.short", { n: fmt.credits(receipt.shortByMicro) })}{" "}
                {receipt.resetsAt && t("receipt.resets", { day: fmt.date(receipt.resetsAt) })}
              </p>
            )}
          </div>
          <div>
            <Lines
              lines={[
                [t("receipt.happened"), fmt.dateTimeSeconds(receipt.occurredAt)],
                [t("receipt.arrived"), fmt.dateTimeSeconds(receipt.createdAt)],
                ...(receipt.returnedAt
                  ? [[t("receipt.returned"), fmt.dateTimeSeconds(receipt.returnedAt)] as [string, string]]
                  : []),
                ...facts.filter((fact): fact is [string, ReactNode] => Boolean(fact[1])),
                [
                  t("receipt.id"),
                  <CopyField key="id" value={id} label={t("receipt.copy")} copied={common("status.copied")} />,
                ],
              ]}
            />
            <p className="mt-2 text-xs text-ink-3">{t("receipt.zone", { zone: fmt.zone(ctx.now) })}</p>
          </div>
        </div>
      </Section>
    </div>
  );
}

function Lines({ lines }: { lines: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl>
      {lines.map(([name, value]) => (
        <div key={name} className="flex flex-wrap justify-between gap-x-6 border-b border-line py-2">
          <dt className="text-ink-2">{name}</dt>
          <dd className="min-w-0 text-end break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
