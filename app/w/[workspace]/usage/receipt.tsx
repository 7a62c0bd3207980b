import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import type { OpenedPage } from "@/app/_gate/page";
import { CopyField } from "@/components/forms/copy-field";
import { Drawer } from "@/components/shell/drawer";
import { pageHref } from "@/components/shell/navigation";
import { Link } from "@/components/ui/link";
import { Status } from "@/components/ui/status";
import { creditDecimals } from "@/lib/credits";
import { may } from "@/lib/gate/permissions";
import type { UsageCursor } from "@/lib/metering/list-usage";
import type { UsageReceipt } from "@/lib/metering/read-usage";
import { channelName } from "../channel-words";
import { featureName } from "../feature-name";
import type { Sources } from "./sources";
import { cursorText, type UsageView, usageHref } from "./usage-search";
import { kindName, quantityText, standingOf, tones } from "./usage-words";

type ReceiptProps = {
  page: OpenedPage;
  view: UsageView;
  item: UsageCursor;
  receipt: UsageReceipt | null;
  sources: Sources;
  /** Where it stands among the rows beside it. */
  rows: readonly UsageCursor[];
};

/** One message or call, as a receipt: what it cost and why, who paid, what happened to it and when. */
export async function Receipt({
  page: { ctx, role, workspace, fmt },
  view,
  item,
  receipt,
  sources,
  rows,
}: ReceiptProps) {
  const [t, common] = await Promise.all([getTranslations("usage"), getTranslations("common")]);
  const at = rows.findIndex(({ key }) => key === item.key);
  const way = (label: string, to: UsageCursor | null | undefined) =>
    to === undefined ? undefined : { label, href: usageHref(view, { item: to && cursorText(to) }) };
  const drawer = {
    close: { label: common("actions.close"), href: usageHref(view, { item: null }) },
    previous: way(t("receipt.previous"), rows[at - 1]),
    next: way(t("receipt.next"), at < 0 ? undefined : rows[at + 1]),
    openedBy: cursorText(item),
  };
  if (!receipt) {
    return (
      <Drawer title={t("receipt.gone")} {...drawer}>
        <p className="text-ink-2">{t("receipt.goneBody")}</p>
      </Drawer>
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
      t("receipt.entry"),
      receipt.tx !== null && may(role, "activity:read") && (
        <Link href={`${pageHref(workspace.slug, "activity")}?show=entries&item=${receipt.tx}`}>
          {t("receipt.entryNumber", { n: String(receipt.tx) })}
        </Link>
      ),
    ],
    [
      t("filter.tag"),
      receipt.tags &&
        Object.entries(receipt.tags)
          .map(([name, value]) => `${name}: ${value}`)
          .join(", "),
    ],
  ];
  const id = receipt.externalId ?? receipt.key;
  const times = [
    [t("receipt.happened"), receipt.occurredAt] as const,
    [t(receipt.refusal ? "columns.refused" : "columns.charged"), receipt.createdAt] as const,
    ...(receipt.returnedAt ? [[t("receipt.returned"), receipt.returnedAt] as const] : []),
  ]
    .toSorted(([, a], [, b]) => a.getTime() - b.getTime())
    .map(([name, moment]): [string, string] => [name, fmt.dateTimeSeconds(moment)]);
  return (
    <Drawer
      title={t("receipt.title", {
        channel: channelName(receipt.channel, t),
        time: fmt.dateTimeSeconds(receipt.occurredAt),
      })}
      {...drawer}
    >
      <div className="flex flex-wrap items-baseline justify-between gap-3 border-b border-ink pb-2">
        <span className="flex items-baseline gap-2">
          <span className="display text-display-md">{credits(receipt.amountMicro)}</span>
          <span className="text-ink-2">{common("units.creditsWord")}</span>
        </span>
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
          [t("receipt.balance"), receipt.balanceAfterMicro === null ? "–" : fmt.credits(receipt.balanceAfterMicro)],
        ]}
      />
      {receipt.refusal && (
        <p className="mt-3 text-danger">
          {t(`refusals.${receipt.refusal as "no_rate"}`)}{" "}
          {receipt.shortByMicro !== null && t("receipt.short", { n: fmt.credits(receipt.shortByMicro) })}{" "}
          {receipt.resetsAt && t("receipt.resets", { day: fmt.date(receipt.resetsAt) })}
        </p>
      )}
      <h3 className="mt-6 mb-1 text-xs text-ink-2">{t("receipt.times", { zone: fmt.zone(ctx.now) })}</h3>
      <Lines ruled lines={times} />
      <h3 className="mt-6 mb-1 text-xs text-ink-2">{t("receipt.facts")}</h3>
      <Lines
        ruled
        lines={[
          ...facts.filter((fact): fact is [string, ReactNode] => Boolean(fact[1])),
          [
            t("receipt.id"),
            <CopyField key="id" value={id} label={t("receipt.copy")} copied={common("status.copied")} />,
          ],
        ]}
      />
    </Drawer>
  );
}

type LinesProps = { lines: readonly (readonly [string, ReactNode])[]; ruled?: boolean };

function Lines({ lines, ruled }: LinesProps) {
  return (
    <dl className={ruled ? "border-t border-line-2" : undefined}>
      {lines.map(([name, value]) => (
        <div key={name} className="flex flex-wrap items-center justify-between gap-x-6 border-b border-line py-2">
          <dt className="text-ink-2">{name}</dt>
          <dd className="min-w-0 text-end wrap-anywhere">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
