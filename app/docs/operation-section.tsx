import { getTranslations } from "next-intl/server";
import { answers } from "@/app/_api/answers";
import type { Description } from "@/app/_api/openapi";
import { Section } from "@/components/shell/section";
import { Code } from "./code";
import { curl } from "./curl";
import { bodyOf, type Field, parametersOf } from "./fields";
import type { Operation } from "./list-operations";
import { Prose } from "./prose";

type Props = { operation: Operation; api: Description; url: string };

export async function OperationSection({ operation, api, url }: Props) {
  const t = await getTranslations("docs.operation");
  const { id, method, path, summary, scope, described, example } = operation;
  const refusals = operation.refusals.map((code) => `${answers[code]} ${code}`).join(" · ");
  return (
    <Section title={<span lang="en">{summary}</span>} anchor={id} ruled>
      <div className="grid min-w-0 gap-3.5">
        <p className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
          <code className="font-mono font-semibold break-all">{`${method} ${path}`}</code>
          <span className="text-ink-3">{t("scope", { scope })}</span>
        </p>
        <div lang="en" className="grid max-w-[68ch] gap-2">
          {described.description.split("\n\n").map((paragraph) => (
            <Prose key={paragraph} text={paragraph} />
          ))}
        </div>
        <Fields title={t("parameters")} required={t("required")} fields={parametersOf(described, api)} />
        <Fields title={t("body")} required={t("required")} fields={bodyOf(described, api)} />
        <h3 className="font-semibold">{t("example")}</h3>
        <Code>{curl({ url, method, ...example })}</Code>
        {example.answer !== undefined && <Code>{JSON.stringify(example.answer, null, 2)}</Code>}
        <p className="text-sm text-ink-2">
          {t("refusals")} <code className="font-mono break-words">{refusals}</code>
        </p>
      </div>
    </Section>
  );
}

function Fields({ title, required, fields }: { title: string; required: string; fields: readonly Field[] }) {
  if (fields.length === 0) return null;
  return (
    <div className="min-w-0">
      <h3 className="mb-1 font-semibold">{title}</h3>
      <dl className="border-t border-line">
        {fields.map(({ name, type, isRequired, about }) => (
          <div
            key={name}
            className="grid gap-x-4 gap-y-0.5 border-b border-line py-2 sm:grid-cols-[11rem_minmax(0,1fr)]"
          >
            <dt className="min-w-0">
              <code className="font-mono text-sm font-semibold break-all">{name}</code>
              {isRequired && <span className="ms-2 text-xs text-ink-3">{required}</span>}
            </dt>
            <dd className="min-w-0" lang="en">
              <p className="font-mono text-xs break-words text-ink-3">{type}</p>
              {about && <Prose text={about} />}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
