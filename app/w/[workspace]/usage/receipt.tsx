import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { Drawer } from "@/components/shell/drawer";
import { keptFrom } from "@/lib/metering/kept-from";
import type { UsageCursor } from "@/lib/metering/list-usage";
import type { UsageReceipt } from "@/lib/metering/read-usage";
import { type LocalDay, localDay } from "@/lib/time";
import { channelName } from "../channel-words";
import { ReceiptBill } from "./receipt-bill";
import { ReceiptFacts } from "./receipt-facts";
import { ReceiptHelp } from "./receipt-help";
import { ReceiptTimes } from "./receipt-times";
import type { Sources } from "./sources";
import { cursorText, type UsageView, usageHref } from "./usage-search";

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
export async function Receipt({ page, view, item, receipt, sources, rows }: ReceiptProps) {
  const { fmt } = page;
  const [t, common] = await Promise.all([getTranslations("usage"), getTranslations("common")]);
  const at = rows.findIndex(({ key }) => key === item.key);
  const way = (label: string, to: UsageCursor | undefined) =>
    to && { label, href: usageHref(view, { item: cursorText(to) }) };
  const drawer = {
    close: { label: common("actions.close"), href: usageHref(view, { item: null }) },
    previous: way(t("receipt.previous"), rows[at - 1]),
    next: way(t("receipt.next"), at < 0 ? undefined : rows[at + 1]),
    openedBy: cursorText(item),
  };
  if (!receipt) {
    const kept = await keptFrom(page.ctx, dayOf(item, page.workspace.timeZone));
    const day = kept && fmt.day(kept);
    return (
      <Drawer title={t(day ? "receipt.summarised" : "receipt.gone")} {...drawer}>
        <p className="text-ink-2">{day ? t("receipt.summarisedBody", { day }) : t("receipt.goneBody")}</p>
      </Drawer>
    );
  }
  const title = t("receipt.title", {
    channel: channelName(receipt.channel, t),
    time: fmt.dateTimeSeconds(receipt.occurredAt),
  });
  return (
    <Drawer title={title} {...drawer}>
      <ReceiptBill receipt={receipt} fmt={fmt} />
      <ReceiptTimes page={page} receipt={receipt} />
      <ReceiptFacts page={page} receipt={receipt} sources={sources} />
      <ReceiptHelp page={page} receipt={receipt} />
    </Drawer>
  );
}

function dayOf({ atMicros }: UsageCursor, timeZone: string): LocalDay {
  return localDay(new Date(Number(BigInt(atMicros) / 1_000n)), timeZone);
}
