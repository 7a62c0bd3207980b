import { getTranslations } from "next-intl/server";
import { Disclosure } from "@/components/ui/disclosure";
import type { Runway } from "@/lib/consumption/runway";
import type { Formatter } from "@/lib/format";

/** How long the credits last, and for whoever asks, how that is known. */
export async function RunwaySentence({ runway, fmt }: { runway: Runway; fmt: Formatter }) {
  const t = await getTranslations("overview.runway");
  if (runway.state === "zero") return t("zero");
  if (runway.state !== "estimated") {
    const count = runway.windowDays;
    return runway.state === "no_recent_usage" ? t("no_recent_usage", { count }) : t("not_enough_data", { count });
  }
  const { unit, count, until, paceMicro, windowDays } = runway;
  return (
    <>
      <span className="block">
        {t.rich(`lasts.${unit}`, {
          count,
          window: windowDays,
          day: fmt.day(until),
          strong: (words) => <strong className="font-semibold text-ink">{words}</strong>,
        })}
      </span>
      <Disclosure summary={t("how")}>
        {t("explained", { pace: fmt.credits(paceMicro, { decimals: 0 }), window: windowDays })}
      </Disclosure>
    </>
  );
}
