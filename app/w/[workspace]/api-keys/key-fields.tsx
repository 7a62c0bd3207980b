import "server-only";
import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { Field } from "@/components/forms/field";
import { NumberField } from "@/components/forms/number-field";
import { TickGroup } from "@/components/forms/tick-group";
import type { ListedKey } from "@/lib/api-keys/data";
import { type ApiScope, apiScopes, may, mayGrant } from "@/lib/gate/permissions";
import { localDay } from "@/lib/time";
import { scopeKeys } from "./key-words";
import { offeredScopes } from "./offered-scopes";

const usual: readonly string[] = ["credits:read", "usage:read", "recipients:read", "usage:write"];

/** What can be set of a key, as elements and not as a component: the form reads its fields' names off them. */
export async function keyFields({ ctx, workspace, role, fmt }: OpenedPage, listed?: ListedKey) {
  const [t, common] = await Promise.all([getTranslations("api-keys"), getTranslations("common.form")]);
  const held: readonly string[] = listed?.scopes ?? usual;
  const limit = listed?.monthlyLimitMicro ?? null;
  const optional = common("optional");
  const isKnown = (scope: ApiScope) => offeredScopes.includes(scope) || held.includes(scope);
  const offered = apiScopes.filter((scope) => isKnown(scope) && mayGrant(role, scope));
  const hintOf = (scope: ApiScope) =>
    scope === "usage:read" && !may(role, "recipients:read")
      ? t("scopes.usage_read.hintMasked")
      : t(`scopes.${scopeKeys[scope]}.hint`);
  return (
    <>
      <Field
        name="name"
        label={t("fields.name")}
        hint={t("fields.nameHint")}
        defaultValue={listed?.name}
        autoComplete="off"
        maxLength={80}
        required
      />
      <TickGroup
        name="scopes"
        legend={t("fields.scopes")}
        ticks={offered.map((scope) => ({
          name: scope,
          label: t(`scopes.${scopeKeys[scope]}.label`),
          hint: hintOf(scope),
          ticked: held.includes(scope),
        }))}
      />
      <div className="grid gap-5 sm:grid-cols-2">
        <NumberField
          name="limit"
          label={t("fields.limit")}
          hint={t("fields.limitHint")}
          optional={optional}
          unit={t("fields.limitUnit")}
          echo={t("fields.limitEcho", { value: "{value}" })}
          separators={fmt.separators}
          lakhs={fmt.lakhs}
          defaultValue={limit === null ? "" : fmt.credits(limit)}
        />
        <Field
          name="lastDay"
          type="date"
          label={t("fields.lastDay")}
          hint={t("fields.lastDayHint", { zone: fmt.zone(ctx.now).replace(/ \(.*/, "") })}
          optional={optional}
          min={localDay(ctx.now, workspace.timeZone)}
          defaultValue={listed?.expiresAt ? lastDayOf(listed.expiresAt, workspace.timeZone) : ""}
        />
      </div>
      <Field
        name="addresses"
        label={t("fields.addresses")}
        hint={t("fields.addressesHint")}
        optional={optional}
        defaultValue={listed?.addresses?.join("\n") ?? ""}
        rows={2}
      />
    </>
  );
}

/** The end of a day belongs to the next one. */
function lastDayOf(expiresAt: Date, timeZone: string): string {
  return localDay(new Date(expiresAt.getTime() - 1), timeZone);
}
