import { getTranslations } from "next-intl/server";
import { pageLocale } from "@/app/_gate/locale";
import { Section } from "@/components/shell/section";
import { Segmented } from "@/components/ui/segmented";
import type { FullTerms } from "@/lib/catalogue/offer";
import { offerTerms } from "@/lib/catalogue/offer-input";
import { translatorFor } from "@/lib/i18n/translator";
import { listOffers, type OfferVersion } from "@/lib/operator/catalogue-data";
import { readDraft } from "@/lib/operator/drafts";
import { offerDraft } from "@/lib/operator/offer-draft";
import { currencies } from "@/lib/workspaces/currencies";
import { type AreaProps, textOf } from "./asked";
import { OfferForm } from "./offer-form";
import { OfferPreview } from "./offer-preview";
import { priceText, termsText } from "./offer-words";
import { Versions } from "./versions";

/** What is asked for credits, a currency at a time. */
export async function PricesArea({ page, asked }: AreaProps) {
  const { ctx, fmt } = page;
  const [t, locale, all, content] = await Promise.all([
    getTranslations("operator-catalogue"),
    pageLocale(),
    listOffers(ctx, "catalogue"),
    readDraft(ctx, "offer", textOf(asked, "draft")),
  ]);
  const words = translatorFor(locale, "operator-catalogue");
  const currency = currencies.find((one) => one === textOf(asked, "currency")) ?? "AOA";
  const versions = all.filter((version) => version.currency === currency);
  const read = content && offerDraft.parse(content);
  const draft = read?.owner === "" && read.currency === currency ? read : null;
  const before = termsAt(versions, draft?.startsAt ?? ctx.now);
  const terms = draft ? offerTerms.parse(draft.terms) : before;
  return (
    <>
      <div className="mt-5">
        <Segmented
          label={t("currency")}
          value={currency}
          options={currencies.map((one) => ({ value: one, label: one, href: `?area=prices&currency=${one}` }))}
        />
      </div>
      {draft && terms && (
        <OfferPreview
          page={page}
          draft={textOf(asked, "draft")}
          owner=""
          currency={currency}
          before={before}
          after={terms}
          startsAt={draft.startsAt}
        />
      )}
      <Section title={t("prices.versions", { currency })}>
        <Versions
          caption={t("prices.versions", { currency })}
          header={t("prices.each")}
          none={t("prices.none", { currency })}
          fmt={fmt}
          rows={versions.map((version) => ({
            ...version,
            key: version.id,
            what: priceText(version.terms ?? {}, currency, fmt),
            detail: termsText(version.terms ?? {}, fmt, words),
          }))}
        />
      </Section>
      <Section title={t("prices.change", { currency })} lead={t("prices.changeLead")} ruled>
        <OfferForm
          key={textOf(asked, "draft")}
          owner=""
          currency={currency}
          terms={terms ?? {}}
          startsAt={draft?.startsAt ?? null}
          fmt={fmt}
        />
      </Section>
    </>
  );
}

/** Versions come newest first. */
function termsAt(versions: readonly OfferVersion[], at: Date): FullTerms | null {
  const found = versions.find(({ startsAt }) => startsAt <= at);
  return found?.terms ? offerTerms.parse(found.terms) : null;
}
