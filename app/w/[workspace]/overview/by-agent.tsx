import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { Section } from "@/components/shell/section";
import { type Consumption, consumptionDecimals } from "@/lib/consumption/consumption";
import type { ConsumptionView } from "./consumption-view";
import { MaybeLink } from "./maybe-link";
import { usageLink } from "./usage-link";

const most = 8;

type ByAgentProps = { page: OpenedPage; view: ConsumptionView; consumed: Consumption };

/** Who used it: bars as long as their share of the largest. */
export async function ByAgent({ page, view, consumed }: ByAgentProps) {
  const { fmt } = page;
  const t = await getTranslations("overview.agents");
  const shown = consumed.byAgent.slice(0, most);
  const rest = consumed.byAgent.slice(most).reduce((sum, { amountMicro }) => sum + amountMicro, 0n);
  const decimals = consumptionDecimals(consumed);
  const largest = shown[0]?.amountMicro ?? 0n;
  const length = (micro: bigint) => (largest > 0n && micro > 0n ? Number((micro * 10_000n) / largest) / 100 : 0);
  return (
    <Section title={t("title")}>
      <ul className="border-t border-line-2">
        {shown.map(({ agentId, name, isDeleted, amountMicro }) => (
          <li key={agentId ?? ""} className="border-b border-line py-2">
            <div className="flex justify-between gap-4">
              <span className="min-w-0 break-words">
                {agentId === null ? (
                  <span className="text-ink-2">{t("none")}</span>
                ) : (
                  <MaybeLink href={usageLink(page, view, [["agent", agentId]])}>{name ?? agentId}</MaybeLink>
                )}
                {isDeleted && <span className="text-xs text-ink-3"> {t("deleted")}</span>}
              </span>
              <span className="whitespace-nowrap">{fmt.credits(amountMicro, { decimals })}</span>
            </div>
            <div aria-hidden="true" className="mt-1 h-1 bg-sunken forced-color-adjust-none">
              <div className="h-full bg-c1 [print-color-adjust:exact]" style={{ width: `${length(amountMicro)}%` }} />
            </div>
          </li>
        ))}
        {rest > 0n && (
          <li className="flex justify-between gap-4 border-b border-line py-2 text-ink-2">
            <span>{t("rest", { count: consumed.byAgent.length - most })}</span>
            <span>{fmt.credits(rest, { decimals })}</span>
          </li>
        )}
      </ul>
    </Section>
  );
}
