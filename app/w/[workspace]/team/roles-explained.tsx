import { getTranslations } from "next-intl/server";
import { Disclosure } from "@/components/ui/disclosure";
import { roles } from "@/lib/gate/permissions";

export async function RolesExplained() {
  const [t, common] = await Promise.all([getTranslations("team.roles"), getTranslations("common.roles")]);
  return (
    <div className="mt-3">
      <Disclosure summary={t("title")}>
        <dl className="grid gap-x-6 gap-y-1.5 sm:grid-cols-[max-content_1fr]">
          {roles.map((role) => (
            <div key={role} className="contents">
              <dt className="font-medium text-ink">{common(`${role}.name`)}</dt>
              <dd className="max-sm:mb-1.5">{common(`${role}.description`)}</dd>
            </div>
          ))}
        </dl>
      </Disclosure>
    </div>
  );
}
