import { parseCredits } from "@/lib/credits";
import { formatter } from "@/lib/format";
import { roles } from "@/lib/gate/permissions";
import { formatLocaleFor } from "@/lib/i18n/locales";
import type { Translate } from "@/lib/i18n/translator";
import type { AuditRow } from "@/lib/team/data";
import { all } from "./list-words";

export type AuditWords = { t: Translate<"team">; common: Translate<"common">; locale: string };

/** What a line of the audit chain says, in the reader's language. */
export function auditSentence(row: AuditRow, { t, common, locale }: AuditWords): string {
  const key = `audit.actions.${row.action.replace(/\W/g, "_")}` as Parameters<typeof t.has>[0];
  if (!t.has(key)) return t("audit.actions.other", { action: row.action });
  const role = (value: unknown) => {
    const known = roles.find((one) => one === value);
    return known ? common(`roles.${known}.name`) : "";
  };
  return t(key, {
    name: row.target.name ?? nameIn(row) ?? t("audit.someone"),
    from: role(row.before?.role),
    to: role(row.after?.role),
    fields: all(changedFields(row, t), locale),
    action: row.action,
    ...creditsIn(row, locale),
  });
}

/** What the operator gave or took by word, and why. */
function creditsIn({ after }: AuditRow, locale: string): Record<string, string> {
  const { credits, reason } = after ?? {};
  if (typeof credits !== "string" || typeof reason !== "string") return {};
  const micro = parseCredits(credits) ?? 0n;
  const amount = formatter({ locale: formatLocaleFor(locale, ""), timeZone: "UTC", currency: "USD" }).credits(
    micro < 0n ? -micro : micro,
  );
  return { credits: amount, taken: micro < 0n ? "yes" : "no", reason };
}

/** Agents and numbers have ids of the customer's own making; their lines tell the name themselves. */
function nameIn({ before, after }: AuditRow): string | null {
  const name = after?.name ?? before?.name;
  return typeof name === "string" ? name : null;
}

const fields = [
  "name",
  "timeZone",
  "locale",
  "scopes",
  "monthlyLimitMicro",
  "expiresAt",
  "addresses",
  "phone",
  "usesWorkspace",
  "monthlyLimit",
  "atLimit",
  "whenPlanExhausted",
] as const;

function changedFields({ before, after }: AuditRow, t: Translate<"team">): string[] {
  const isChanged = (field: string) =>
    after && field in after && JSON.stringify(before?.[field]) !== JSON.stringify(after[field]);
  return fields.filter(isChanged).map((field) => t(`audit.fields.${field}`));
}

export function auditActor({ actor }: AuditRow, { t }: AuditWords): string {
  if (actor.name) return actor.name;
  if (actor.kind === "apiKey") return t("audit.program");
  if (actor.kind === "operator") return t("audit.operator");
  return actor.kind === "user" ? t("audit.someone") : t("audit.system");
}
