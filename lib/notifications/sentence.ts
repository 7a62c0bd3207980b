import type { useTranslations } from "next-intl";
import { roles } from "@/lib/gate/permissions";
import type { Notification } from "./data";
import { isKind, kinds } from "./kinds";

type Words = ReturnType<typeof useTranslations<"notifications">>;
type Common = ReturnType<typeof useTranslations<"common">>;

/** A notification in the reader's words. What a newer version wrote is said to be unknown, never left out. */
export function sentenceOf({ kind, values }: Pick<Notification, "kind" | "values">, t: Words, common: Common): string {
  if (!isKind(kind)) return t("kinds.unknown");
  const role = roles.find((name) => name === values.role);
  const said = role ? { ...values, role: common(`roles.${role}.name`) } : values;
  return t(`kinds.${kind}`, said as never);
}

/** The one thing its reader can do about it, when it leads anywhere. */
export function actionOf({ kind, href }: Pick<Notification, "kind" | "href">, t: Words) {
  const action = isKind(kind) ? kinds[kind].action : null;
  return href && action ? { href, label: t(`actions.${action}`) } : null;
}
