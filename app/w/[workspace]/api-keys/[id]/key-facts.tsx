import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { Figures } from "@/components/shell/figures";
import type { ListedKey } from "@/lib/api-keys/data";
import { creditsToDecimal } from "@/lib/credits";
import { countedMicro, KeyMask, whenUsed } from "../key-words";
import { heldApart } from "../month-use";

export async function KeyFacts({ page: { ctx, fmt }, listed }: { page: OpenedPage; listed: ListedKey }) {
  const t = await getTranslations("api-keys");
  const { monthlyLimitMicro, lastUsedAt, createdAt, createdByName, rotatedAt } = listed;
  const limit =
    monthlyLimitMicro === null
      ? t("key.facts.noLimit")
      : t("key.facts.usedOf", {
          limit: fmt.credits(monthlyLimitMicro),
          count: Number(creditsToDecimal(monthlyLimitMicro)),
        });
  return (
    <div className="-mt-5 [&_dl]:border-t-0">
      <Figures
        figures={[
          {
            label: t("key.facts.used"),
            value: fmt.credits(countedMicro(listed)),
            note: [heldApart(listed, fmt, t), limit].filter(Boolean).join(" · "),
          },
          {
            label: t("key.facts.lastUsed"),
            value: whenUsed(lastUsedAt, ctx.now, fmt, t),
            note: lastUsedAt ? fmt.dateTime(lastUsedAt) : t("key.facts.neverUsed"),
          },
          {
            label: t("key.facts.created"),
            value: fmt.date(createdAt),
            note: createdByName && t("key.facts.by", { name: createdByName }),
          },
          {
            label: t("key.facts.key"),
            value: <KeyMask lookup={listed.lookup} lastFour={listed.lastFour} />,
            note: rotatedAt && t("key.facts.rotated", { date: fmt.date(rotatedAt) }),
          },
        ]}
      />
    </div>
  );
}
