import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { DataList } from "@/components/data-list/data-list";
import { EmptyState } from "@/components/shell/empty-state";
import type { Formatter } from "@/lib/format";
import type { Dated } from "@/lib/operator/catalogue-data";
import { Force } from "./force";

type Row = Dated & { key: string; what: ReactNode; detail?: ReactNode };
type VersionsProps = { caption: string; header: string; rows: readonly Row[]; fmt: Formatter; none: string };

/** A version without a beginning that anybody remembers has always been in force. */
const beginning = Date.UTC(2001, 0, 1);

/** Every version there was and will be, who made it, and since when it holds. */
export async function Versions({ caption, header, rows, fmt, none }: VersionsProps) {
  const t = await getTranslations("operator-catalogue.versions");
  if (rows.length === 0) return <EmptyState title={none} />;
  return (
    <DataList
      caption={caption}
      captionHidden
      columns={[
        { id: "what", header, rowHeader: true, item: "title" },
        { id: "status", header: t("status"), item: "value" },
        { id: "starts", header: t("starts"), nowrap: true, item: "meta" },
        { id: "made", header: t("made"), item: "detail" },
      ]}
      rows={rows.map(({ key, what, detail, status, startsAt, createdAt, madeBy }) => ({
        key,
        cells: {
          what: (
            <>
              <span className="block font-medium break-words">{what}</span>
              {detail && <span className="block max-w-[60ch] text-xs text-ink-3">{detail}</span>}
            </>
          ),
          status: <Force status={status} />,
          starts: startsAt.getTime() > beginning ? fmt.dateTime(startsAt) : t("always"),
          made: madeBy ? t("by", { name: madeBy, when: fmt.dateTime(createdAt) }) : t("byDefault"),
        },
      }))}
    />
  );
}
