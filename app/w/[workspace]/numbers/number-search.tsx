import { getTranslations } from "next-intl/server";
import { Labelled } from "@/components/forms/labelled";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { SearchInput } from "@/components/ui/search-input";
import { Select } from "@/components/ui/select";
import { standings } from "@/lib/numbers/standing";
import { type NumbersView, numbersQuery } from "./numbers-search";

type NumberSearchProps = { view: NumbersView; found: number; all: number };

/** A form that asks the address: without a script it works as it does with one. */
export async function NumberSearch({ view, found, all }: NumberSearchProps) {
  const t = await getTranslations("numbers");
  const narrowed = view.q !== "" || view.state !== null;
  return (
    <search aria-label={t("search.label")}>
      <form method="get" className="mt-5 mb-3 flex flex-wrap gap-2">
        <Labelled id="numbers-q" label={t("search.q")} className="flex-[2_1_14rem] sm:max-w-80">
          <SearchInput id="numbers-q" name="q" defaultValue={view.q} placeholder={t("search.qHint")} maxLength={80} />
        </Labelled>
        <Labelled id="numbers-state" label={t("columns.state")} className="flex-[1_1_10rem] sm:max-w-56">
          <Select
            id="numbers-state"
            name="state"
            defaultValue={view.state ?? ""}
            options={[
              { value: "", label: t("search.anyState") },
              ...standings.map((value) => ({ value, label: t(`states.${value}`) })),
            ]}
          />
        </Labelled>
        <Button type="submit" className="max-sm:flex-1">
          {t("search.submit")}
        </Button>
      </form>
      {narrowed && (
        <p role="status" className="mb-3 flex flex-wrap items-center gap-x-4 text-ink-2">
          {t("search.found", { count: found, all })}
          <Link variant="standalone" href={numbersQuery({ q: "", state: null, page: 1 })} scroll={false}>
            {t("search.clear")}
          </Link>
        </p>
      )}
    </search>
  );
}
