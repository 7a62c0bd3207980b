import { getTranslations } from "next-intl/server";
import { Labelled } from "@/components/forms/labelled";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { eventStatuses } from "@/lib/payments/provider-events/data";
import type { eventFilterOf } from "./asked";

/** A plain form: what is chosen stands in the address. */
export async function EventsFilter({ filter }: { filter: ReturnType<typeof eventFilterOf> }) {
  const t = await getTranslations("operator-payments.events");
  return (
    <search aria-label={t("filter")}>
      <form method="get" action="/operator/payments#events" className="mb-4 flex flex-wrap items-end gap-3">
        <Labelled id="event-status" label={t("status")} shown>
          <Select
            id="event-status"
            name="event"
            defaultValue={filter.status ?? ""}
            options={[
              { value: "", label: t("any") },
              ...eventStatuses.map((value) => ({ value, label: t(`statuses.${value}`) })),
            ]}
          />
        </Labelled>
        <Labelled id="event-provider" label={t("provider")} shown>
          <Select
            id="event-provider"
            name="provider"
            defaultValue={filter.provider ?? ""}
            options={[
              { value: "", label: t("any") },
              { value: "stripe", label: t("providers.stripe") },
              { value: "bank", label: t("providers.bank") },
            ]}
          />
        </Labelled>
        <Labelled id="event-query" label={t("query")} shown className="min-w-48 flex-1">
          <Input id="event-query" name="q" type="search" defaultValue={filter.query} maxLength={255} />
        </Labelled>
        <Button type="submit">{t("show")}</Button>
      </form>
    </search>
  );
}
