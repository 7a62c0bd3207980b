import { getTranslations } from "next-intl/server";
import { pageLocale } from "@/app/_gate/locale";
import type { OpenedPage } from "@/app/_gate/page";
import { formLabels } from "@/app/_words/form-labels";
import { either, roleNames } from "@/app/_words/list-words";
import { ActionForm } from "@/components/forms/form";
import { NumberField } from "@/components/forms/number-field";
import { echoNumber } from "@/components/forms/parse-number";
import { SubmitButton } from "@/components/forms/submit-button";
import { PermissionNote } from "@/components/shell/permission-note";
import { Section } from "@/components/shell/section";
import { priceEach, priceOf } from "@/lib/catalogue/price";
import { wholeCredits } from "@/lib/credits";
import type { Terms } from "@/lib/purchases/work-out";
import { listPeopleWhoMay } from "@/lib/team/data";
import { requestCredits } from "./actions";

/** Who may buy, a way to ask them, and what it would cost. */
export async function AskInstead({ page: { ctx, fmt, workspace }, terms }: { page: OpenedPage; terms: Terms | null }) {
  const [t, common, locale, labels, able] = await Promise.all([
    getTranslations("buy"),
    getTranslations("common"),
    pageLocale(),
    formLabels(),
    listPeopleWhoMay(ctx, "credits:buy"),
  ]);
  const names = either(able.names, locale);
  const usual = terms?.offer.terms.packages[1] ?? 10_000;
  return (
    <>
      <PermissionNote>
        {t("request.note", { roles: either(roleNames(able.roles, common), locale), names })}
      </PermissionNote>
      <Section title={t("request.title")}>
        <ActionForm
          action={requestCredits}
          labels={labels}
          label={t("request.title")}
          hidden={{ workspace: workspace.slug }}
          className="max-w-80"
        >
          <NumberField
            name="credits"
            label={t("request.amount")}
            separators={fmt.separators}
            lakhs={fmt.lakhs}
            unit={common("units.creditsWord")}
            echo={t("desk.meant", { value: "{value}" })}
            defaultValue={echoNumber(String(usual), fmt.separators, fmt.lakhs)}
            wholeOnly
          />
          <SubmitButton>{t("request.submit")}</SubmitButton>
        </ActionForm>
      </Section>
      {terms && (
        <Section title={t("prices.title")}>
          <table className="w-full max-w-110">
            <thead>
              <tr className="border-b border-line-2 text-xs text-ink-3 *:py-1.5 *:font-normal">
                <th scope="col" className="text-start">
                  {t("prices.package")}
                </th>
                <th scope="col" className="text-end">
                  {t("prices.price")}
                </th>
                <th scope="col" className="text-end">
                  {t("prices.each")}
                </th>
              </tr>
            </thead>
            <tbody>
              {terms.offer.terms.packages.map((credits) => {
                const price = priceOf(terms.offer, wholeCredits(credits), "once");
                return (
                  <tr key={credits} className="border-b border-line *:py-2">
                    <th scope="row" className="text-start font-semibold">
                      {fmt.number(credits)}
                    </th>
                    <td className="text-end">{fmt.money(price.priceMinor)}</td>
                    <td className="text-end">{fmt.priceEach(priceEach(price))}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </Section>
      )}
    </>
  );
}
