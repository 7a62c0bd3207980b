import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import type { UsageReceipt } from "@/lib/metering/read-usage";
import type { UsageWords } from "./usage-words";

type Step = { name: string; at: Date; note?: string };

/** What happened to it and when, the first thing first. */
export async function ReceiptTimes({ page: { ctx, fmt }, receipt }: { page: OpenedPage; receipt: UsageReceipt }) {
  const t = await getTranslations("usage");
  return (
    <section aria-labelledby="receipt-times" className="mt-6">
      <h3 id="receipt-times" className="mb-2 text-xs text-ink-2">
        {t("receipt.times", { zone: fmt.zone(ctx.now) })}
      </h3>
      <ol className="ms-1 border-s border-line-2">
        {stepsOf(receipt, fmt, t).map(({ name, at, note }) => (
          <li
            key={name}
            className="relative flex flex-wrap items-baseline justify-between gap-x-6 py-1.5 ps-4 before:absolute before:-start-1 before:top-3 before:size-2 before:rounded-full before:bg-accent"
          >
            <span className="font-medium">{name}</span>
            <time dateTime={at.toISOString()} className="text-ink-2">
              {fmt.dateTimeSeconds(at)}
            </time>
            {note && <span className="basis-full text-xs wrap-anywhere text-ink-2">{note}</span>}
          </li>
        ))}
      </ol>
    </section>
  );
}

function stepsOf(receipt: UsageReceipt, fmt: OpenedPage["fmt"], t: UsageWords): Step[] {
  const { occurredAt, createdAt, returnedAt, hold } = receipt;
  const how = chargedHow(receipt);
  const steps: Step[] = [
    { name: t("receipt.happened"), at: occurredAt },
    ...(hold
      ? [
          {
            name: t("receipt.held"),
            at: hold.openedAt,
            note: t("receipt.heldNote", {
              n: fmt.credits(hold.amountMicro),
              until: fmt.dateTimeSeconds(hold.expiresAt),
              id: hold.id,
            }),
          },
        ]
      : []),
    { name: t(`receipt.${how}`), at: createdAt, note: how === "charged" ? undefined : t(`receipt.${how}Note`) },
    ...(returnedAt ? [{ name: t("receipt.returned"), at: returnedAt, note: whyReturned(receipt, t) }] : []),
  ];
  return steps.toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

function whyReturned({ returnReason }: UsageReceipt, t: UsageWords): string {
  if (returnReason === "estimated") return t("receipt.returnedEstimate");
  return returnReason ? t("receipt.returnedWhy", { reason: returnReason }) : t("receipt.returnedNote");
}

function chargedHow({ refusal, hold, key }: UsageReceipt): "refused" | "charged" | "settled" | "estimated" {
  if (refusal) return "refused";
  if (!hold) return "charged";
  return hold.state === "expired" && hold.key === key ? "estimated" : "settled";
}
