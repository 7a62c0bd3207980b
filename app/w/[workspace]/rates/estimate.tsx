import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { Labelled } from "@/components/forms/labelled";
import { Section } from "@/components/shell/section";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { channels } from "@/lib/rates/channels";
import { CountedText } from "./counted-text";
import { EstimateAnswer } from "./estimate-answer";
import { longestText } from "./estimate-search";
import type { RatesView } from "./rates-search";
import { categoryName } from "./rates-words";
import type { ReadRates } from "./read-rates";

type EstimateProps = { page: OpenedPage; view: RatesView; read: ReadRates };

/** From a text and a number of recipients to credits, money and what is left afterwards. */
export async function Estimate({ page, view, read }: EstimateProps) {
  const [t, usage] = await Promise.all([getTranslations("rates"), getTranslations("usage.channels")]);
  const { estimate } = view;
  const outbound = read.lines.filter(({ rate }) => rate.direction === "outbound").map(({ rate }) => rate);
  const offered = channels.filter((channel) => outbound.some((rate) => rate.channel === channel));
  const categories = [...new Set(outbound.map(({ category }) => category))].filter(Boolean).toSorted();
  const kept = { q: view.q, channel: view.channel, direction: view.direction, on: view.on };
  return (
    <Section anchor="estimate" title={t("estimate.title")} lead={t("estimate.lead")}>
      <div className="grid gap-x-10 gap-y-6 border-t border-line pt-4 lg:grid-cols-2">
        <form method="get" action="#estimate" className="group/estimate grid content-start gap-4">
          {Object.entries(kept).map(
            ([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />,
          )}
          <div className="grid gap-4 sm:grid-cols-2">
            <Labelled id="estimate-via" label={t("columns.channel")} shown>
              <Select
                id="estimate-via"
                name="via"
                defaultValue={estimate.via}
                options={offered.map((value) => ({ value, label: usage(value) }))}
              />
            </Labelled>
            <Labelled id="estimate-to" label={t("columns.destination")} shown>
              <Input
                id="estimate-to"
                name="to"
                defaultValue={estimate.to}
                placeholder={t("search.qHint")}
                maxLength={80}
              />
            </Labelled>
          </div>
          <Labelled
            id="estimate-text"
            label={t("estimate.text")}
            shown
            className="hidden group-has-[option[value=sms]:checked]/estimate:block"
          >
            <CountedText
              id="estimate-text"
              name="text"
              maxLength={longestText}
              defaultValue={estimate.text}
              hint={t("estimate.textHint", { most: longestText })}
              words={t("estimate.counted", {
                encoding: "{encoding}",
                characters: "{characters}",
                parts: "{parts}",
              })}
            />
          </Labelled>
          <Labelled
            id="estimate-seconds"
            label={t("estimate.seconds")}
            shown
            className="hidden sm:max-w-52 group-has-[option[value=voice]:checked]/estimate:block"
          >
            <Input
              id="estimate-seconds"
              name="seconds"
              inputMode="numeric"
              defaultValue={String(estimate.seconds ?? 60)}
              maxLength={6}
            />
          </Labelled>
          <div className="grid gap-4 sm:grid-cols-2">
            <Labelled id="estimate-count" label={t("estimate.count")} shown>
              <Input
                id="estimate-count"
                name="count"
                inputMode="numeric"
                defaultValue={estimate.asked ? String(estimate.count ?? "") : "1000"}
                maxLength={12}
              />
            </Labelled>
            {categories.length > 0 && (
              <Labelled id="estimate-category" label={t("estimate.category")} shown>
                <Select
                  id="estimate-category"
                  name="category"
                  defaultValue={estimate.category}
                  options={[
                    { value: "", label: t("estimate.noCategory") },
                    ...categories.map((value) => ({ value, label: categoryName(value, t) })),
                  ]}
                />
              </Labelled>
            )}
          </div>
          <Button type="submit" variant="primary">
            {t("estimate.submit")}
          </Button>
        </form>
        <EstimateAnswer page={page} view={view} price={read.price} />
      </div>
    </Section>
  );
}
