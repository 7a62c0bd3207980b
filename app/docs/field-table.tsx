import { getTranslations } from "next-intl/server";
import type { Field, Form } from "./fields";
import { Prose } from "./prose";

export function FieldTable({ title, fields }: { title: string; fields: readonly Field[] }) {
  if (fields.length === 0) return null;
  return (
    <div className="min-w-0">
      <h3 className="mb-1 font-semibold">{title}</h3>
      <Fields fields={fields} />
    </div>
  );
}

/** One list for each shape that a body may have. */
export async function FormTables({ title, forms }: { title: string; forms: readonly Form[] }) {
  const t = await getTranslations("docs.operation");
  if (forms.length === 0) return null;
  const choices = forms.filter(({ kind }) => kind === "choice").map(({ name }) => name);
  return (
    <div className="min-w-0">
      <h3 className="mb-1 font-semibold">{title}</h3>
      {choices.length > 0 && <Prose text={t("oneOf", { names: choices.map((name) => `\`${name}\``).join(", ") })} />}
      <div className="grid gap-4">
        {forms.map(({ name, kind, fields }) => (
          <div key={name} className="min-w-0">
            {kind !== "only" && <h4 className="mt-2 mb-1 font-mono text-sm font-semibold">{name}</h4>}
            <Fields fields={fields} />
          </div>
        ))}
      </div>
    </div>
  );
}

async function Fields({ fields }: { fields: readonly Field[] }) {
  const t = await getTranslations("docs.operation");
  return (
    <dl className="@container border-t border-line">
      {fields.map(({ path, name, type, limits, isRequired, about }) => (
        <div
          key={path + name}
          className="grid gap-x-4 gap-y-0.5 border-b border-line py-2 @min-[36rem]:grid-cols-[13rem_minmax(0,1fr)]"
        >
          <dt className="min-w-0">
            <code className="font-mono text-sm wrap-anywhere">
              <span className="text-ink-3">{path}</span>
              <span className="font-semibold">{name}</span>
            </code>
            {isRequired && <span className="ms-2 text-xs text-ink-3">{t("required")}</span>}
          </dt>
          <dd className="grid min-w-0 gap-0.5" lang="en">
            <div className="text-xs text-ink-3 [&_code]:text-xs">
              <Prose text={[type, ...limits].join(" · ")} />
            </div>
            {about && <Prose text={about} />}
          </dd>
        </div>
      ))}
    </dl>
  );
}
