import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { CodeBlock } from "@/components/forms/code-block";
import { Section } from "@/components/shell/section";
import type { SampleLanguage } from "./_samples/languages";
import { quickStartExamples } from "./examples";
import { Prose } from "./prose";
import { CallSample } from "./sample";

type QuickStartProps = { url: string; language: SampleLanguage };

/** From no key to a charged message, what a repeat and a refusal look like, and many at once. */
export async function QuickStart({ url, language }: QuickStartProps) {
  const t = await getTranslations("docs");
  const { balance, message, again, refusal, batch } = quickStartExamples();
  const usage = { url, method: "POST", path: "/v1/usage" };
  const copy = { label: t("sample.copy"), done: t("sample.copied") };
  return (
    <Section title={t("parts.start")} anchor="start" ruled>
      <ol className="grid gap-7">
        <Step title={t("start.key")} text={t("start.keyText")}>
          <CodeBlock value="export SALDO_API_KEY=saldo_live_…" copy={copy} />
        </Step>
        <Step title={t("start.balance")} text={t("start.balanceText")} anchor="start-balance">
          <CallSample
            language={language}
            anchor="start-balance"
            call={{ url, method: "GET", path: "/v1/credits" }}
            answer={balance}
          />
        </Step>
        <Step title={t("start.usage")} text={t("start.usageText")} anchor="start-usage">
          <CallSample
            language={language}
            anchor="start-usage"
            call={{ ...usage, body: message.body }}
            answer={message.answer}
          />
        </Step>
        <Step title={t("start.again")} text={t("start.againText")}>
          <CodeBlock value={JSON.stringify(again.answer, null, 2)} />
        </Step>
        <Step title={t("start.refusal")} text={t("start.refusalText")}>
          <CodeBlock value={JSON.stringify(refusal.answer, null, 2)} />
        </Step>
        <Step title={t("start.batch")} text={t("start.batchText")} anchor="start-batch">
          <CallSample
            language={language}
            anchor="start-batch"
            call={{ ...usage, body: batch.body }}
            answer={batch.answer}
          />
        </Step>
      </ol>
    </Section>
  );
}

type StepProps = { title: string; text: string; anchor?: string; children: ReactNode };

function Step({ title, text, anchor, children }: StepProps) {
  return (
    <li id={anchor} className="grid min-w-0 gap-2">
      <h3 className="font-semibold">{title}</h3>
      <div className="max-w-[68ch] text-ink-2">
        <Prose text={text} />
      </div>
      {children}
    </li>
  );
}
