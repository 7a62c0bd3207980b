import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { Section } from "@/components/shell/section";
import type { PurchaseFile } from "@/lib/purchases/data";
import { bpsText, unitPriceOf } from "../purchase-words";

/** What it came to, line by line, as the buyer read it before paying. */
export async function Receipt({ page: { fmt }, file: { purchase } }: { page: OpenedPage; file: PurchaseFile }) {
  const t = await getTranslations("purchases.receipt");
  const money = (minor: bigint) => fmt.money(minor, purchase.currency);
  const returned = purchase.refundedMinor + purchase.disputedMinor;
  const price = purchase.listMinor - purchase.volumeDiscountMinor - purchase.rhythmDiscountMinor;
  const lines: [name: string, value: string][] = [
    [
      t("price", { n: fmt.credits(purchase.creditsMicro), price: unitPriceOf(purchase, fmt) }),
      money(purchase.listMinor),
    ],
  ];
  const discounts = [
    ["volume", purchase.volumeBps, purchase.volumeDiscountMinor],
    ["rhythm", purchase.rhythmBps, purchase.rhythmDiscountMinor],
  ] as const;
  for (const [name, bps, minor] of discounts) {
    if (minor > 0n) lines.push([t(name, { percent: bpsText(bps, fmt) }), money(-minor)]);
  }
  if (purchase.taxes.length > 0) lines.push([t("net"), money(purchase.netMinor)]);
  for (const { name, rateBps, amountMinor } of purchase.taxes) {
    lines.push([t("tax", { name, percent: bpsText(rateBps, fmt) }), money(BigInt(amountMinor))]);
  }
  return (
    <Section title={t("title")}>
      <dl className="border-t border-line-2">
        {lines.map(([name, value]) => (
          <Line key={name} name={name} value={value} />
        ))}
        <div className="flex flex-wrap items-baseline justify-between gap-x-4 border-t border-ink py-2.5">
          <dt className="font-semibold">{t("total")}</dt>
          <dd className="display ms-auto text-display-sm">{money(purchase.totalMinor)}</dd>
        </div>
        {returned > 0n && (
          <>
            <Line name={t("refunded")} value={money(-returned)} />
            <Line name={t("left")} value={money(purchase.totalMinor - returned)} />
          </>
        )}
      </dl>
      {price !== purchase.netMinor && <p className="text-xs text-ink-3">{t("inclusive")}</p>}
    </Section>
  );
}

function Line({ name, value }: { name: string; value: string }) {
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-4 border-b border-line py-2 last:border-b-0">
      <dt className="text-ink-2">{name}</dt>
      <dd className="ms-auto whitespace-nowrap">{value}</dd>
    </div>
  );
}
