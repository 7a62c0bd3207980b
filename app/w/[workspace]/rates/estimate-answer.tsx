import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import type { OpenedPage } from "@/app/_gate/page";
import { readBalance } from "@/lib/ledger/balance";
import { type CampaignQuote, quoteCampaign } from "@/lib/metering/quote-campaign";
import { type CreditPrice, moneyOf } from "@/lib/rates/credit-price";
import { type SmsText, smsText } from "@/lib/rates/sms-parts";
import type { RatesView } from "./rates-search";
import { destinationName, type RatesWords } from "./rates-words";
import { destinationOf } from "./read-rates";

type EstimateAnswerProps = { page: OpenedPage; view: RatesView; price: CreditPrice | null };

/** The same reckoning that charges, and the quote of the API, without charging anything. */
export async function EstimateAnswer({ page, view, price }: EstimateAnswerProps) {
  const { ctx, fmt, workspace } = page;
  const t = await getTranslations("rates");
  const { estimate } = view;
  if (!estimate.asked) return <p className="max-w-[60ch] self-start text-ink-2">{t("estimate.before")}</p>;
  if (estimate.count === null) return <Problem>{t("estimate.problem.count")}</Problem>;
  const destination = estimate.to ? destinationOf(estimate.to, workspace, fmt.locale) : null;
  if (destination?.kind === "unknown" || destination?.kind === "several") {
    return <Problem>{t("estimate.problem.destination", { q: estimate.to })}</Problem>;
  }
  const isSms = estimate.via === "sms";
  const isCall = estimate.via === "voice";
  const sms = isSms ? smsText(estimate.text) : null;
  const isPhone = destination !== null && "phone" in destination && ["sms", "whatsapp", "voice"].includes(estimate.via);
  const quote = await quoteCampaign(ctx, {
    lines: [
      {
        channel: estimate.via,
        direction: "outbound",
        country: destination?.country ?? undefined,
        prefix: isPhone ? destination.phone : undefined,
        category: estimate.category || undefined,
        parts: isCall ? undefined : (sms?.parts ?? 1),
        seconds: isCall ? (estimate.seconds ?? 60) : undefined,
        count: estimate.count,
      },
    ],
  });
  const { availableMicro } = await readBalance(ctx);
  const each = quote.eachMicro[0] ?? null;
  const rate = quote.rates[0];
  if (each === null || !rate) return <Problem>{t("estimate.problem.noRate")}</Problem>;
  const after = availableMicro - quote.totalMicro;
  return (
    <div role="status" className="self-start">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 border-b border-ink pb-2">
        <span className="display text-display-md">{t("credits", { n: fmt.credits(quote.totalMicro) })}</span>
        {price && <span className="text-lg text-ink-2">{fmt.money(moneyOf(quote.totalMicro, price))}</span>}
      </div>
      <dl>
        {sms && <TextLines sms={sms} fmt={fmt} t={t} />}
        <Line name={t("estimate.rate")}>
          {t("estimate.rateOf", {
            n: fmt.credits(rate.priceMicro),
            per: t(`per.${rate.unit}`),
            place: destinationName({ rate, country: destination?.country ?? null, isAlone: true }, fmt, t),
          })}
        </Line>
        <Line name={t("estimate.each")}>{t("credits", { n: fmt.credits(each) })}</Line>
        <Line name={t("estimate.recipients")}>{fmt.number(estimate.count)}</Line>
        <Line name={t("estimate.now")}>{fmt.credits(availableMicro)}</Line>
        <Line name={t(after < 0n ? "estimate.short" : "estimate.after")} strong={after < 0n}>
          {fmt.credits(after < 0n ? -after : after)}
        </Line>
      </dl>
      <Refusals quote={quote} fmt={fmt} t={t} />
      <p className="mt-2 text-xs text-ink-3">{t("estimate.exact")}</p>
    </div>
  );
}

function TextLines({ sms, fmt, t }: { sms: SmsText; fmt: OpenedPage["fmt"]; t: RatesWords }) {
  return (
    <>
      <Line name={t("estimate.encoding")}>
        {sms.encoding}
        {sms.beyond.length > 0 && (
          <span className="block text-xs text-ink-3">
            {t("estimate.beyond", { count: sms.beyond.length, characters: sms.beyond.slice(0, 6).join(" ") })}
          </span>
        )}
      </Line>
      <Line name={t("estimate.characters")}>
        {fmt.number(sms.characters)}
        <span className="block text-xs text-ink-3">{t("estimate.left", { count: sms.left })}</span>
      </Line>
      <Line name={t("estimate.parts")}>{fmt.number(sms.parts)}</Line>
    </>
  );
}

/** What would stop some of them besides the balance, which is told above. */
function Refusals({ quote, fmt, t }: { quote: CampaignQuote; fmt: OpenedPage["fmt"]; t: RatesWords }) {
  const told = quote.hits.filter(({ code }) => code === "workspace_limit_reached" || code === "wallet_frozen");
  if (told.length === 0) return null;
  return (
    <ul className="mt-3 grid gap-1 text-danger">
      {told.map(({ code, shortByMicro }) => (
        <li key={code}>
          {t(`hits.${code as "wallet_frozen"}`)}{" "}
          {shortByMicro !== null && t("hits.short", { n: fmt.credits(shortByMicro) })}
        </li>
      ))}
    </ul>
  );
}

function Line({ name, strong, children }: { name: string; strong?: boolean; children: ReactNode }) {
  return (
    <div className="flex flex-wrap justify-between gap-x-6 border-b border-line py-2">
      <dt className={strong ? "font-semibold text-danger" : "text-ink-2"}>{name}</dt>
      <dd className={strong ? "text-end font-semibold text-danger" : "min-w-0 text-end"}>{children}</dd>
    </div>
  );
}

function Problem({ children }: { children: ReactNode }) {
  return (
    <p role="status" className="self-start border-s-2 border-danger py-1 ps-3.5 text-danger">
      {children}
    </p>
  );
}
