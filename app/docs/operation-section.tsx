import { getTranslations } from "next-intl/server";
import { answers } from "@/app/_api/answers";
import type { Description } from "@/app/_api/openapi";
import { Section } from "@/components/shell/section";
import type { SampleLanguage } from "./_samples/languages";
import { FieldTable, FormTables } from "./field-table";
import { answerOf, bodyOf, parametersOf } from "./fields";
import type { Operation } from "./list-operations";
import { Prose } from "./prose";
import { CallSample } from "./sample";

type Props = { operation: Operation; api: Description; url: string; language: SampleLanguage };

export async function OperationSection({ operation, api, url, language }: Props) {
  const t = await getTranslations("docs");
  const { id, method, path, scope, described, example } = operation;
  const refusals = operation.refusals.map((code) => `${answers[code]} ${code}`).join(" · ");
  return (
    <Section title={t(`titles.${id}` as never)} anchor={id} ruled>
      <div className="grid min-w-0 gap-4">
        <p className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
          <code className="font-mono font-semibold break-all">{`${method} ${path}`}</code>
          <span className="text-ink-3">
            {t("operation.scope")} <code className="font-mono text-sm text-ink-2">{scope}</code>
          </span>
        </p>
        <div lang="en" className="grid max-w-[68ch] gap-2">
          {described.description.split("\n\n").map((paragraph) => (
            <Prose key={paragraph} text={paragraph} />
          ))}
        </div>
        <FieldTable title={t("operation.parameters")} fields={parametersOf(described, api)} />
        <FormTables title={t("operation.body")} forms={bodyOf(described, api)} />
        <div className="grid gap-1">
          <h3 className="font-semibold">{t("operation.example")}</h3>
          <CallSample language={language} anchor={id} call={{ url, method, ...example }} answer={example.answer} />
        </div>
        {operation.further.map(({ summary, status, answer, ...call }) => (
          <div key={summary} className="grid gap-1">
            <h4 className="font-semibold" lang="en">
              {summary}
            </h4>
            <CallSample language={language} call={{ url, method, ...call }} answer={answer} status={status} />
          </div>
        ))}
        <FormTables title={t("operation.answer")} forms={answerOf(described, api)} />
        <p className="text-sm text-ink-2">
          {t("operation.refusals")} <code className="font-mono break-words">{refusals}</code>
        </p>
      </div>
    </Section>
  );
}
