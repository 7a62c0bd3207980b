import Form from "next/form";
import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Link } from "@/components/ui/link";
import { Segmented } from "@/components/ui/segmented";
import { type PurchaseTab, purchaseTabs } from "@/lib/purchases/purchase-state";
import { isNarrowed, type PurchaseView, purchasesQuery } from "./purchase-search";

type FinderProps = { here: string; view: PurchaseView; counts: Record<PurchaseTab, number> };

/** Tabs with what is under each, and a search by number, amount or days: all of it in the address. */
export async function Finder({ here, view, counts }: FinderProps) {
  const [t, actions] = await Promise.all([getTranslations("purchases"), getTranslations("common.actions")]);
  const field = "grid min-w-0 gap-1 text-xs text-ink-2";
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <div>
        <Segmented
          label={t("tabs.label")}
          value={view.tab}
          options={purchaseTabs.map((tab) => ({
            value: tab,
            label: t(`tabs.${tab}`, { count: counts[tab] }),
            href: `${here}${purchasesQuery(view, { tab })}`,
          }))}
        />
      </div>
      <Form
        action={here}
        role="search"
        aria-label={t("find.label")}
        prefetch={false}
        className="grid grid-cols-2 items-end gap-x-2 gap-y-3 sm:flex sm:flex-wrap"
      >
        {view.tab !== "all" && <input type="hidden" name="tab" value={view.tab} />}
        <label htmlFor="find-q" className={`${field} col-span-2 sm:w-72 sm:max-w-full`}>
          {t("find.q")}
          <Input
            id="find-q"
            key={view.q}
            type="search"
            name="q"
            placeholder={t("find.qHint")}
            defaultValue={view.q ?? ""}
            maxLength={80}
          />
        </label>
        {(["from", "to"] as const).map((name) => (
          <label key={`${name}${view[name]}`} htmlFor={`find-${name}`} className={`${field} sm:w-40`}>
            {t(`find.${name}`)}
            <Input id={`find-${name}`} type="date" name={name} defaultValue={view[name] ?? ""} />
          </label>
        ))}
        <Button type="submit">{actions("search")}</Button>
        {isNarrowed(view) && (
          <Link
            variant="standalone"
            className="self-center"
            href={`${here}${purchasesQuery({ ...view, from: null, to: null, q: null })}`}
          >
            {t("find.clear")}
          </Link>
        )}
      </Form>
    </div>
  );
}
