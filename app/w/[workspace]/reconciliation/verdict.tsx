import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { AsyncStatus } from "@/components/shell/async-status";
import type { BookCheck } from "@/lib/reconciliation/data";

/** Green or red, and since when that is known; what comes after it changes nothing before it has come to a verdict. */
export async function Verdict({ page: { ctx, fmt }, verdict }: { page: OpenedPage; verdict: BookCheck | null }) {
  const t = await getTranslations("reconciliation.verdict");
  if (!verdict) {
    return (
      <AsyncStatus state="unknown" title={t("none")}>
        {t("noneBody")}
      </AsyncStatus>
    );
  }
  const { wrong, finishedAt, transactions, events, rules } = verdict;
  const time = finishedAt && {
    iso: finishedAt.toISOString(),
    text: `${fmt.dateTime(finishedAt)} · ${fmt.relative(finishedAt, ctx.now)}`,
  };
  const looked = {
    transactions: transactions ?? 0,
    events: events ?? 0,
    rules,
  };
  return wrong ? (
    <AsyncStatus state="failed" title={t("wrong", { count: wrong })} time={time ?? undefined}>
      {t("wrongBody")}
    </AsyncStatus>
  ) : (
    <AsyncStatus state="done" title={t("right")} time={time ?? undefined}>
      {t("rightBody", looked)}
    </AsyncStatus>
  );
}
