import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { pageHref } from "@/components/shell/navigation";
import { Link } from "@/components/ui/link";
import type { Transaction, TransactionRow } from "@/lib/statement/read-transaction";
import { type ActivityView, activityHref } from "../_activity/activity-search";
import { channelName } from "../channel-words";
import { Block, type Line, Lines } from "./entry-block";

type RelatedProps = { page: OpenedPage; view: ActivityView; transaction: Transaction; row: TransactionRow };

/** What was charged, the item in the log, the other entries of the same hold. */
export async function Related({
  page: { fmt, workspace },
  view,
  transaction: { items, event, hold, summarised },
  row,
}: RelatedProps) {
  const [t, usage] = await Promise.all([getTranslations("activity"), getTranslations("usage")]);
  const others = hold?.txs.filter((tx) => tx !== row.tx) ?? [];
  if (items.length === 0 && !event && !hold && !summarised) return null;
  return (
    <Block title={hold ? t("entry.hold") : t("entry.items")}>
      <Lines
        lines={[
          ...items.map(
            ({ channel, items: count, amountMicro }): Line => [
              t("entry.itemsOf", { channel: channelName(channel, usage), count }),
              fmt.credits(amountMicro),
            ],
          ),
          ...(hold
            ? [
                [
                  t("entry.holdState", { state: hold.state }),
                  <span key="others" className="inline-flex flex-wrap justify-end gap-x-3">
                    {others.map((tx) => (
                      <Link key={String(tx)} href={activityHref(view, { item: String(tx) })} scroll={false}>
                        {t("entry.holdEntry", { number: fmt.number(tx) })}
                      </Link>
                    ))}
                  </span>,
                ] as Line,
              ]
            : []),
        ]}
      />
      {summarised && (
        <p className="mt-2 text-sm text-ink-2">
          {t("entry.summarised", { count: summarised.items, day: fmt.day(summarised.before) })}
        </p>
      )}
      {event && (
        <Link
          variant="standalone"
          className="mt-2"
          href={`${pageHref(workspace.slug, "usage")}?${new URLSearchParams({ item: `${event.atMicros}_${event.key}` })}`}
        >
          {t("entry.item")}
        </Link>
      )}
    </Block>
  );
}
