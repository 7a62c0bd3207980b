import { clsx } from "clsx";
import NextLink from "next/link";
import { getTranslations } from "next-intl/server";
import { Icon } from "@/components/ui/icon";
import { Link } from "@/components/ui/link";
import type { Formatter } from "@/lib/format";
import type { UsageFilter } from "@/lib/metering/usage-filter";
import { channelName } from "../channel-words";
import { chipsOnTwoLines } from "./chip-lines";
import type { Sources } from "./sources";
import { clearedHref, type UsageView, usageHref } from "./usage-search";
import { kindName, type UsageWords } from "./usage-words";

type FilterChipsProps = { view: UsageView; sources: Sources; fmt: Formatter };

const told = [
  "q",
  "channel",
  "kind",
  "status",
  "fund",
  "agent",
  "number",
  "key",
  "feature",
  "user",
  "country",
  "tag",
  "min",
  "max",
  "days",
] as const;
type Told = (typeof told)[number];

/** What the list is narrowed by, each with the way to let go of it. */
export async function FilterChips({ view, sources, fmt }: FilterChipsProps) {
  const t = await getTranslations("usage");
  const chips = told.flatMap((name) =>
    [view.filter[name] ?? []].flat().map((value) => ({
      name,
      value: String(value),
      words: t("chip", { name: t(`filter.${name}`), value: valueName(name, value, sources, fmt, t) }),
    })),
  );
  const shown = chipsOnTwoLines(
    chips.map(({ words }) => words),
    t("filter.clear"),
  );
  return (
    <>
      {view.unread.length > 0 && (
        <p role="status" className="mb-3 text-warn">
          {t("unread", { fields: view.unread.join(", ") })}
        </p>
      )}
      {chips.length > 0 && (
        <ul className="mb-4 flex flex-wrap items-center gap-2" aria-label={t("filter.active")}>
          {chips.map(({ name, value, words }, i) => (
            <li
              key={`${name} ${value}`}
              className={clsx("min-w-0", i >= shown && "max-sm:[ul:not(:has(:checked))>&]:hidden")}
            >
              <NextLink
                href={usageHref(view, { [name]: without(view.filter, name, value) })}
                scroll={false}
                className={chipLook}
              >
                <span className="min-w-0 truncate">{words}</span>
                <Icon name="close" size={12} className="shrink-0" />
                <span className="sr-only">{t("filter.remove")}</span>
              </NextLink>
            </li>
          ))}
          {shown < chips.length && (
            <MoreChips count={chips.length - shown} words={t("filter.moreChips", { count: chips.length - shown })} />
          )}
          <li>
            <Link variant="standalone" href={clearedHref(view)} scroll={false}>
              {t("filter.clear")}
            </Link>
          </li>
        </ul>
      )}
    </>
  );
}

const chipLook =
  "inline-flex min-h-7 max-w-full items-center gap-1.5 rounded-full bg-accent-soft px-3 text-sm font-medium text-accent-on-soft pointer-coarse:min-h-11";

/** Shows the chips that a phone's two lines have no room for, without a script too. */
function MoreChips({ count, words }: { count: number; words: string }) {
  return (
    <li className="sm:hidden">
      <label
        className={clsx(
          chipLook,
          "relative has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:outline-offset-2",
        )}
      >
        <input
          type="checkbox"
          autoComplete="off"
          aria-label={words}
          className="absolute inset-0 appearance-none outline-none"
        />
        <span aria-hidden className="[ul:has(:checked)_&]:hidden">
          +{count}
        </span>
        <span aria-hidden className="hidden [ul:has(:checked)_&]:inline">
          −{count}
        </span>
      </label>
    </li>
  );
}

function without(filter: UsageFilter, name: Told, value: string): string[] {
  return [filter[name] ?? []]
    .flat()
    .map(String)
    .filter((one) => one !== value);
}

function valueName(name: Told, value: string | number, sources: Sources, fmt: Formatter, t: UsageWords): string {
  if (typeof value === "number") return fmt.number(value);
  switch (name) {
    case "channel":
      return channelName(value, t);
    case "kind":
      return kindName(value, t);
    case "status":
      return t(`status.${value as "charged"}`);
    case "fund":
      return t(`fund.${value as "plan"}`);
    case "days":
      return t("filter.posted");
    case "agent":
      return sources.agentName(value);
    case "number":
      return sources.numberName(value);
    case "key":
      return sources.keyName(value);
    default:
      return value;
  }
}
