import { getTranslations } from "next-intl/server";
import { pageLocale } from "@/app/_gate/locale";
import { refusal } from "@/app/_gate/page";
import { either, roleNames } from "@/app/_words/list-words";
import { DeadEnd } from "@/app/dead-end";
import { pageHref } from "@/components/shell/navigation";
import { Button } from "@/components/ui/button";
import { listPeopleWhoMay } from "@/lib/team/data";

/** Says which roles may and who has them, and leads on to the page that everybody may see. */
export default async function Forbidden() {
  const [t, common, locale] = await Promise.all([getTranslations("shell"), getTranslations("common"), pageLocale()]);
  const { refused } = refusal();
  if (!refused) return <DeadEnd title={t("forbidden.title")} body={null} />;
  const { ctx, workspace, role, permission } = refused;
  const { roles, names } = await listPeopleWhoMay(ctx, permission);
  const told = { role: common(`roles.${role}.name`), roles: either(roleNames(roles, common), locale) };
  return (
    <DeadEnd
      title={t("forbidden.title")}
      body={
        <>
          <p>{t("forbidden.body", told)}</p>
          {names.length > 0 && <p>{common("permission.ask", { names: either(names, locale) })}</p>}
        </>
      }
      action={<Button href={pageHref(workspace.slug, "overview")}>{t("nav.overview")}</Button>}
    />
  );
}
