import { getLocale, getTranslations } from "next-intl/server";
import { refusal } from "@/app/_gate/page";
import { DeadEnd } from "@/app/dead-end";
import { either, roleNames } from "./list-words";

/** Says which roles may, so that the reader knows whom to ask. */
export default async function Forbidden() {
  const [t, common, locale] = await Promise.all([
    getTranslations("shell.forbidden"),
    getTranslations("common"),
    getLocale(),
  ]);
  const { role, roles } = refusal();
  const own = role ? common(`roles.${role}.name`) : "";
  return (
    <DeadEnd title={t("title")} body={t("body", { role: own, roles: either(roleNames(roles, common), locale) })} />
  );
}
