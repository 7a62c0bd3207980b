import { getTranslations } from "next-intl/server";
import { pageLocale } from "@/app/_gate/locale";
import { either, roleNames } from "@/app/_words/list-words";
import { PermissionNote } from "@/components/shell/permission-note";
import type { Context } from "@/lib/context";
import type { Permission } from "@/lib/gate/permissions";
import { listPeopleWhoMay } from "@/lib/team/data";

/** Says who could do what the reader may only look at. */
export async function WhoMay({ ctx, permission }: { ctx: Context; permission: Permission }) {
  const [t, locale, able] = await Promise.all([
    getTranslations("common"),
    pageLocale(),
    listPeopleWhoMay(ctx, permission),
  ]);
  const roles = either(roleNames(able.roles, t), locale);
  return (
    <PermissionNote>
      {t("permission.note", { roles })} {t("permission.ask", { names: either(able.names, locale) })}
    </PermissionNote>
  );
}
