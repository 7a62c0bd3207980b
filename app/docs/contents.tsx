import { getTranslations } from "next-intl/server";
import { operations } from "@/app/_api/operations";
import { Disclosure } from "@/components/ui/disclosure";
import { ContentsList } from "./contents-list";

const parts = ["start", "rules", "retries", "search", "errors"] as const;

async function contentsGroups() {
  const t = await getTranslations("docs");
  return [
    { title: t("guide"), items: parts.map((part) => ({ id: part as string, label: t(`parts.${part}`) })) },
    { title: t("operations"), items: operations.map(({ id }) => ({ id, label: t(`titles.${id}` as never) })) },
  ];
}

/** In the margin, with the section that is being read marked. */
export async function Contents() {
  const [t, groups] = await Promise.all([getTranslations("docs"), contentsGroups()]);
  return <ContentsList label={t("contents")} groups={groups} />;
}

/** Where there is no margin. */
export async function FoldedContents() {
  const [t, groups] = await Promise.all([getTranslations("docs"), contentsGroups()]);
  return (
    <div className="mb-6 lg:hidden print:hidden">
      <Disclosure summary={t("contents")}>
        <ContentsList label={t("contents")} groups={groups} />
      </Disclosure>
    </div>
  );
}
