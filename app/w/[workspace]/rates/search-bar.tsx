import { getTranslations } from "next-intl/server";
import { Labelled } from "@/components/forms/labelled";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { SearchInput } from "@/components/ui/search-input";
import { Select } from "@/components/ui/select";
import { channels, directions } from "@/lib/rates/channels";
import type { LocalDay } from "@/lib/time";
import type { RatesView } from "./rates-search";

/** A form that asks the address: without a script it works as it does with one. */
export async function SearchBar({ view, today }: { view: RatesView; today: LocalDay }) {
  const [t, usage] = await Promise.all([getTranslations("rates.search"), getTranslations("usage.channels")]);
  return (
    <search aria-label={t("label")}>
      <form method="get" className="mb-5 flex flex-wrap items-end gap-2">
        <Labelled id="rates-q" shown label={t("q")} className="flex-[2_1_16rem] sm:max-w-88">
          <SearchInput id="rates-q" name="q" defaultValue={view.q} placeholder={t("qHint")} maxLength={80} />
        </Labelled>
        <Labelled id="rates-channel" shown label={t("channel")} className="flex-[1_1_9rem] sm:max-w-44">
          <Select
            id="rates-channel"
            name="channel"
            defaultValue={view.channel ?? ""}
            options={[
              { value: "", label: t("anyChannel") },
              ...channels.map((value) => ({ value, label: usage(value) })),
            ]}
          />
        </Labelled>
        <Labelled id="rates-direction" shown label={t("direction")} className="flex-[1_1_9rem] sm:max-w-44">
          <Select
            id="rates-direction"
            name="direction"
            defaultValue={view.direction ?? ""}
            options={[
              { value: "", label: t("anyDirection") },
              ...directions.map((value) => ({ value, label: t(`ways.${value}`) })),
            ]}
          />
        </Labelled>
        <Labelled id="rates-on" shown label={t("on")} className="flex-[1_1_9rem] sm:max-w-40">
          <Input id="rates-on" name="on" type="date" defaultValue={view.on ?? today} />
        </Labelled>
        <Button type="submit" variant="primary" className="max-sm:flex-1">
          {t("submit")}
        </Button>
      </form>
    </search>
  );
}
