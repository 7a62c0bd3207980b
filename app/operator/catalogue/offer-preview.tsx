import { getTranslations } from "next-intl/server";
import type { OpenedOperation } from "@/app/_gate/operator-page";
import { formLabels } from "@/app/_words/form-labels";
import { DataList } from "@/components/data-list/data-list";
import { ActionForm } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { AsyncStatus } from "@/components/shell/async-status";
import { Section } from "@/components/shell/section";
import type { FullTerms } from "@/lib/catalogue/offer";
import { priceOf } from "@/lib/catalogue/price";
import { wholeCredits } from "@/lib/credits";
import { listTouched } from "@/lib/operator/catalogue-data";
import { publishPrices } from "./actions";

type OfferPreviewProps = {
  page: OpenedOperation;
  draft: string;
  owner: string;
  currency: string;
  /** What holds until then; null sells nothing yet. */
  before: FullTerms | null;
  after: FullTerms;
  startsAt: Date | null;
};

/** "25,000 credits: today 180,000, from 1 December 171,000", and whom it touches. */
export async function OfferPreview({ page, draft, owner, currency, before, after, startsAt }: OfferPreviewProps) {
  const { ctx, fmt } = page;
  const [t, labels, touched] = await Promise.all([
    getTranslations("operator-catalogue.preview"),
    formLabels(),
    listTouched(ctx, { owner, currency }),
  ]);
  const when = startsAt ? fmt.dateTime(startsAt) : t("now");
  const price = (terms: FullTerms | null, credits: number) =>
    terms ? fmt.money(priceOf(offer(terms), wholeCredits(credits), "once").priceMinor, currency) : "–";
  return (
    <Section title={t("title", { when })} lead={t("lead")} anchor="preview">
      <DataList
        caption={t("title", { when })}
        captionHidden
        columns={[
          { id: "credits", header: t("credits"), rowHeader: true, item: "title" },
          { id: "before", header: t("before"), align: "end", item: "meta" },
          { id: "after", header: t("after", { when }), align: "end", item: "value" },
        ]}
        rows={samplesOf(before, after).map((credits) => ({
          key: String(credits),
          cells: {
            credits: fmt.number(credits),
            before: price(before, credits),
            after: <span className="font-semibold">{price(after, credits)}</span>,
          },
        }))}
      />
      {touched.length > 0 && (
        <div className="mt-4">
          <AsyncStatus state="needsAction" title={t("touched", { count: touched.length })}>
            {fmt.list(touched.map(({ name }) => name))}
          </AsyncStatus>
        </div>
      )}
      <div className="mt-5">
        <ActionForm action={publishPrices} hidden={{ draft }} labels={labels} label={t("publish", { when })}>
          <SubmitButton>{t("publish", { when })}</SubmitButton>
        </ActionForm>
      </div>
    </Section>
  );

  function offer(terms: FullTerms) {
    return { id: "", currency, terms, agreed: false };
  }
}

/** The sizes where a price may step: the smallest purchase, where discounts begin, and the packages. */
function samplesOf(...both: (FullTerms | null)[]): number[] {
  const sizes = both.flatMap((terms) =>
    terms ? [terms.minCredits, ...terms.packages, ...terms.tiers.map(({ from }) => from)] : [],
  );
  return [...new Set(sizes)].sort((a, b) => a - b);
}
