import { getTranslations } from "next-intl/server";
import { hiddenWarning } from "@/app/_gate/session";
import { formLabels } from "@/app/_words/form-labels";
import { ActionForm } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { pageHref } from "@/components/shell/navigation";
import { Strip } from "@/components/shell/strip";
import type { Formatter } from "@/lib/format";
import type { Balance } from "@/lib/ledger/balance";
import { balanceLevel } from "@/lib/ledger/balance-level";
import { hideLow } from "./actions";

type BalanceStripProps = { slug: string; balance: Balance; fmt: Formatter };

/** That nothing can be sent stays on every page; that the balance is low can be put away for a day. */
export async function BalanceStrip({ slug, balance, fmt }: BalanceStripProps) {
  const level = balanceLevel(balance);
  if (level === "new" || level === "well") return null;
  const [t, labels, hidden] = await Promise.all([getTranslations("shell"), formLabels(), hiddenWarning()]);
  const link = { href: `${pageHref(slug, "overview")}#consumption`, label: t("strip.see") };
  if (level === "zero") {
    const resume = { href: pageHref(slug, "buy"), label: t("strip.resume") };
    return (
      <Strip label={t("strip.label")} tone="danger" link={resume}>
        {t("strip.zero")}
      </Strip>
    );
  }
  if (hidden === "low") return null;
  const { availableMicro, lowMicro } = balance;
  return (
    <Strip
      label={t("strip.label")}
      tone="warn"
      link={link}
      dismiss={
        <ActionForm action={hideLow} labels={labels} hidden={{ workspace: slug }}>
          <SubmitButton variant="quiet" size="sm">
            {t("strip.hide")}
          </SubmitButton>
        </ActionForm>
      }
    >
      {t("strip.low", { n: fmt.credits(availableMicro), mark: fmt.credits(lowMicro ?? 0n) })}
    </Strip>
  );
}
