import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { EmptyState } from "@/components/shell/empty-state";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { type RatesView, ratesQuery } from "./rates-search";
import type { ReadRates } from "./read-rates";

type FoundProps = { page: OpenedPage; view: RatesView; read: ReadRates };

/** What was understood of the search, before the lines that answer it. */
export async function Found({ page: { fmt }, view, read: { destination, rows } }: FoundProps) {
  const t = await getTranslations("rates");
  if (destination === null) return null;
  const whole = (
    <Link variant="standalone" href={ratesQuery(view, { q: null })} scroll={false}>
      {t("found.all")}
    </Link>
  );
  if (destination.kind === "several") {
    return (
      <Empty title={t("found.several", { q: view.q })} body={t("found.severalBody")}>
        {destination.countries.map((code) => (
          <Button key={code} href={ratesQuery(view, { q: code })} scroll={false}>
            {fmt.country(code)}
          </Button>
        ))}
      </Empty>
    );
  }
  if (destination.kind === "unknown") {
    return (
      <Empty title={t("found.unknown", { q: view.q })} body={t("found.unknownBody")}>
        <Button href={ratesQuery(view, { q: null })} scroll={false}>
          {t("found.all")}
        </Button>
      </Empty>
    );
  }
  const country = destination.country ? fmt.country(destination.country) : null;
  const name =
    destination.kind === "number"
      ? [destination.shown, country].filter(Boolean).join(", ")
      : destination.kind === "prefix"
        ? t("prefixIn", { prefix: destination.phone, country: country ?? "" })
        : (country ?? "");
  return (
    <div className="mt-7">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 className="text-md font-semibold">
          {rows.length > 0 ? t("found.title", { name }) : t("found.none", { name })}
        </h2>
        {whole}
      </div>
      <p role="status" className="max-w-[68ch] text-ink-2">
        {rows.length > 0 ? t("found.how") : t("found.noneBody")}
      </p>
    </div>
  );
}

type EmptyProps = { title: string; body: string; children: React.ReactNode };

function Empty({ title, body, children }: EmptyProps) {
  return (
    <div className="mt-7" role="status">
      <EmptyState title={title} action={children}>
        {body}
      </EmptyState>
    </div>
  );
}
