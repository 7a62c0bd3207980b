import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { Figures } from "@/components/shell/figures";
import { Icon } from "@/components/ui/icon";
import { creditDecimals } from "@/lib/credits";
import type { Statement } from "@/lib/statement/read-statement";
import { localDay } from "@/lib/time";

type StatementHeadProps = { page: OpenedPage; statement: Statement };

/** Opening, in, out, closing, and whether they add up. */
export async function StatementHead({ page: { ctx, workspace, fmt }, statement }: StatementHeadProps) {
  const t = await getTranslations("activity");
  const { opening, closing, inMicro, outMicro, period, pending } = statement;
  const expired = pending.reduce((sum, one) => (one.what === "expired" ? sum + one.amountMicro : sum), 0n);
  const available = closing.totalMicro - closing.heldMicro - expired;
  const all = [opening.totalMicro, inMicro, outMicro, closing.totalMicro, available, closing.heldMicro, expired];
  const decimals = creditDecimals(all);
  const n = (micro: bigint) => fmt.credits(micro, { decimals });
  const isNow = period.to >= localDay(ctx.now, workspace.timeZone);
  const parts = { available: n(available), held: n(closing.heldMicro), expired: n(expired) };
  return (
    <div className="mb-5">
      <Figures
        figures={[
          {
            label: t("figures.opening"),
            value: n(opening.totalMicro),
            note: t("figures.start", { day: fmt.day(period.from) }),
          },
          { label: t("figures.in"), value: n(inMicro) },
          { label: t("figures.out"), value: n(outMicro) },
          {
            label: t("figures.closing"),
            value: n(closing.totalMicro),
            note:
              closing.heldMicro > 0n || expired > 0n
                ? t(expired > 0n ? "figures.availableExpired" : "figures.available", parts)
                : isNow
                  ? t("figures.now")
                  : t("figures.end", { day: fmt.day(period.to) }),
          },
        ]}
      />
      <CheckLine statement={statement} n={n} requestId={ctx.requestId} />
    </div>
  );
}

type CheckLineProps = { statement: Statement; n: (micro: bigint) => string; requestId: string };

async function CheckLine({ statement, n, requestId }: CheckLineProps) {
  const t = await getTranslations("activity");
  const { opening, closing, inMicro, outMicro, adds } = statement;
  const sum = opening.totalMicro + inMicro - outMicro;
  const figures = {
    opening: n(opening.totalMicro),
    in: n(inMicro),
    out: n(outMicro),
    closing: n(closing.totalMicro),
  };
  if (!adds) {
    const difference = n(sum > closing.totalMicro ? sum - closing.totalMicro : closing.totalMicro - sum);
    return (
      <p role="alert" className="mt-2 flex items-start gap-2 font-medium text-danger">
        <Icon name="error" className="mt-0.5 shrink-0" />
        {t("check.fails", { ...figures, sum: n(sum), difference, id: requestId })}
      </p>
    );
  }
  return (
    <p className="mt-2 flex items-start gap-2 text-sm text-ink-2">
      <Icon name="done" className="mt-0.5 shrink-0 text-ok" />
      {t("check.adds", figures)}
    </p>
  );
}
