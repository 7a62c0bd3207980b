import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { DataList } from "@/components/data-list/data-list";
import { AsyncStatus } from "@/components/shell/async-status";
import { Section } from "@/components/shell/section";
import type { PaymentCheck } from "@/lib/reconciliation/reconcile";

/** How this workspace's payments stood beside the provider's the last time, and each that differed. */
export async function WithProvider({ page: { ctx, fmt }, check }: { page: OpenedPage; check: PaymentCheck | null }) {
  const t = await getTranslations("reconciliation.provider");
  if (!check) {
    return (
      <Section title={t("title")} lead={t("lead")}>
        <AsyncStatus state="unknown" title={t("none")}>
          {t("noneBody")}
        </AsyncStatus>
      </Section>
    );
  }
  const { checkedAt, since, payments, receivedMinor, wrong, findings } = check;
  const range = since ? t("since", { time: fmt.dateTime(since) }) : t("all");
  const time = {
    iso: checkedAt.toISOString(),
    text: `${fmt.dateTime(checkedAt)} · ${fmt.relative(checkedAt, ctx.now)} · ${range}`,
  };
  return (
    <Section title={t("title")} lead={t("lead")}>
      <AsyncStatus
        state={wrong ? "failed" : "done"}
        title={wrong ? t("wrong", { count: wrong }) : t("right")}
        time={time}
      >
        {wrong ? t("wrongBody") : t("rightBody", { count: payments, amount: fmt.money(receivedMinor) })}
      </AsyncStatus>
      {wrong > 0 && (
        <DataList
          caption={t("title")}
          captionHidden
          columns={[
            { id: "payment", header: t("payment"), rowHeader: true },
            { id: "what", header: t("what"), item: "detail" },
            { id: "here", header: t("here"), align: "end", item: "meta" },
            { id: "there", header: t("there"), align: "end" },
          ]}
          rows={findings.map(({ externalId, purchaseId, kind, here, there }, i) => ({
            key: `finding ${i + 1}`,
            cells: {
              payment: (
                <>
                  {purchaseId ?? "–"}
                  <span className="block font-mono text-xs font-normal break-all text-ink-3">{externalId}</span>
                </>
              ),
              what: <span className="text-ink-2">{t(`kinds.${kind}`)}</span>,
              here: money(here),
              there: money(there),
            },
          }))}
        />
      )}
    </Section>
  );

  function money(told: string | null): string {
    const [minor, currency] = told?.split(" ") ?? [];
    return minor && currency ? fmt.money(BigInt(minor), currency) : "–";
  }
}
