import { getTranslations } from "next-intl/server";
import { pageLocale } from "@/app/_gate/locale";
import { formLabels } from "@/app/_words/form-labels";
import { Field } from "@/components/forms/field";
import { ActionForm } from "@/components/forms/form";
import { Labelled } from "@/components/forms/labelled";
import { SubmitButton } from "@/components/forms/submit-button";
import { Section } from "@/components/shell/section";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { type AgreementTerms, offerOf } from "@/lib/catalogue/offer";
import { agreementTerms, offerTerms } from "@/lib/catalogue/offer-input";
import { translatorFor } from "@/lib/i18n/translator";
import { listOffers, type OfferVersion } from "@/lib/operator/catalogue-data";
import { readDraft } from "@/lib/operator/drafts";
import { offerDraft } from "@/lib/operator/offer-draft";
import { namesOfWorkspaces } from "@/lib/operator/workspaces-data";
import { endAgreement } from "./actions";
import { type AreaProps, textOf } from "./asked";
import { OfferForm } from "./offer-form";
import { OfferPreview } from "./offer-preview";
import { priceText, termsText } from "./offer-words";
import { Versions } from "./versions";

/** What single workspaces pay instead of the catalogue's prices. */
export async function AgreementsArea({ page, asked }: AreaProps) {
  const { ctx, fmt } = page;
  const [t, common, labels, locale, agreements, catalogue, workspaces, content] = await Promise.all([
    getTranslations("operator-catalogue"),
    getTranslations("common"),
    formLabels(),
    pageLocale(),
    listOffers(ctx, "agreements"),
    listOffers(ctx, "catalogue"),
    namesOfWorkspaces(ctx),
    readDraft(ctx, "offer", textOf(asked, "draft")),
  ]);
  const words = translatorFor(locale, "operator-catalogue");
  const chosen = workspaces.find(({ id }) => id === textOf(asked, "workspace"));
  const shown = agreements.filter(({ workspaceId }) => !chosen || workspaceId === chosen.id);
  const read = content && offerDraft.parse(content);
  const draft = read && chosen && read.owner === chosen.id ? read : null;
  const at = draft?.startsAt ?? ctx.now;
  const current = termsAt(shown, at);
  const base = catalogue.find(({ currency, startsAt }) => currency === chosen?.currency && startsAt <= at)?.terms;
  const whole = (terms: AgreementTerms | null) =>
    base && chosen
      ? offerOf({ id: "", terms: offerTerms.parse(base) }, terms && { id: "", terms }, chosen.currency).terms
      : null;
  const [before, after] = [whole(current), draft ? whole(agreementTerms.parse(draft.terms)) : null];
  return (
    <>
      <form className="mt-5 flex flex-wrap items-end gap-3">
        <input type="hidden" name="area" value="agreements" />
        <Labelled id="agreement-workspace" label={t("agreements.workspace")} shown className="min-w-[min(15rem,100%)]">
          <Select
            id="agreement-workspace"
            name="workspace"
            defaultValue={chosen?.id ?? ""}
            options={[
              { value: "", label: t("agreements.all") },
              ...workspaces.map(({ id, name, currency }) => ({ value: id, label: `${name} · ${currency}` })),
            ]}
          />
        </Labelled>
        <Button type="submit">{t("agreements.show")}</Button>
      </form>
      {draft && chosen && after && (
        <OfferPreview
          page={page}
          draft={textOf(asked, "draft")}
          owner={chosen.id}
          currency={chosen.currency}
          before={before}
          after={after}
          startsAt={draft.startsAt}
        />
      )}
      <Section title={t("agreements.versions")}>
        <Versions
          caption={t("agreements.versions")}
          header={t("agreements.what")}
          none={t("agreements.none")}
          fmt={fmt}
          rows={shown.map((version) => ({
            ...version,
            key: version.id,
            what: workspaces.find(({ id }) => id === version.workspaceId)?.name ?? version.workspaceId,
            detail: version.terms
              ? [priceText(version.terms, version.currency, fmt), termsText(version.terms, fmt, words)]
                  .filter((text) => text && text !== "–")
                  .join(" · ")
              : t("agreements.ended"),
          }))}
        />
      </Section>
      {chosen && (
        <Section title={t("agreements.change", { name: chosen.name })} lead={t("agreements.changeLead")} ruled>
          <OfferForm
            key={textOf(asked, "draft")}
            owner={chosen.id}
            currency={chosen.currency}
            terms={draft ? agreementTerms.parse(draft.terms) : (current ?? {})}
            startsAt={draft?.startsAt ?? null}
            fmt={fmt}
          />
        </Section>
      )}
      {chosen && current && (
        <Section title={t("agreements.end")} lead={t("agreements.endLead")} ruled>
          <ActionForm action={endAgreement} hidden={{ owner: chosen.id }} labels={labels} className="max-w-90">
            <Field
              name="endsAt"
              label={t("agreements.endsAt")}
              hint={t("form.startsAtHint")}
              type="datetime-local"
              optional={common("form.optional")}
            />
            <SubmitButton variant="secondary">{t("agreements.end")}</SubmitButton>
          </ActionForm>
        </Section>
      )}
    </>
  );
}

function termsAt(versions: readonly OfferVersion[], at: Date): AgreementTerms | null {
  const found = versions.find(({ startsAt }) => startsAt <= at);
  return found?.terms ? agreementTerms.parse(found.terms) : null;
}
