import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { EmptyState } from "@/components/shell/empty-state";
import { pageHref } from "@/components/shell/navigation";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import type { ListedKey } from "@/lib/api-keys/data";
import { KeyList } from "./key-list";
import { KeySearch } from "./key-search";
import { atFirst, shownKeys, type Wish } from "./shown-keys";

type KeysInUseProps = { page: OpenedPage; keys: readonly ListedKey[]; wish: Wish };

/** The newest keys, all of them, or those that are looked for; few enough are shown without a word. */
export async function KeysInUse({ page, keys, wish }: KeysInUseProps) {
  const t = await getTranslations("api-keys");
  if (keys.length <= atFirst) return <KeyList page={page} keys={keys} />;
  const href = pageHref(page.workspace.slug, "api-keys");
  const shown = shownKeys(keys, wish);
  const { query, all } = wish;
  const count = keys.length;
  return (
    <>
      <KeySearch query={query} href={href} />
      {query && shown.length === 0 && (
        <EmptyState title={t("find.nothing", { query })} action={<Button href={href}>{t("find.clear")}</Button>} />
      )}
      {shown.length > 0 && <KeyList page={page} keys={shown} />}
      {shown.length > 0 && (
        <p className="mt-2.5 flex flex-wrap items-center gap-x-4">
          <span className="text-sm text-ink-3">
            {query && t("find.found", { count: shown.length })}
            {!query && !all && t("many.shown", { shown: shown.length, count })}
          </span>
          <Link variant="standalone" href={query || all ? href : `${href}?show=all`} prefetch={false} scroll={all}>
            {query ? t("find.clear") : all ? t("many.few", { count: atFirst }) : t("many.show", { count })}
          </Link>
        </p>
      )}
    </>
  );
}
