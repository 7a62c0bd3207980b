import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import type { Formatter } from "@/lib/format";
import type { PageOf } from "./page-of";

type PageLinksProps = { page: PageOf<unknown>; href: (page: number) => string; fmt: Formatter };

/** "1–50 of 73" and the way on, under a list that is all there; nothing where one page holds it. */
export async function PageLinks({ page: { number, first, shown, count }, href, fmt }: PageLinksProps) {
  if (shown.length === count) return null;
  const t = await getTranslations("common.pages");
  const last = first + shown.length;
  return (
    <nav aria-label={t("label")} className="mt-3 flex flex-wrap items-center justify-between gap-3">
      <p className="text-ink-2">
        {t("range", { first: fmt.number(first + 1), last: fmt.number(last), count: fmt.number(count) })}
      </p>
      <div className="flex flex-wrap gap-2">
        {first > 0 && (
          <Link variant="standalone" href={href(number - 1)}>
            {t("before")}
          </Link>
        )}
        {last < count && <Button href={href(number + 1)}>{t("after")}</Button>}
      </div>
    </nav>
  );
}
