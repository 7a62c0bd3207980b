import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import type { OpenedPage } from "@/app/_gate/page";
import { formLabels } from "@/app/_words/form-labels";
import { sampleId } from "@/app/_words/sample-id";
import { CodeBlock } from "@/components/forms/code-block";
import { Section } from "@/components/shell/section";
import { Link } from "@/components/ui/link";
import { env } from "@/lib/env";
import { askCredits } from "./actions";
import { creditsText } from "./credits-text";
import { LiveAnswer } from "./live-answer";

/** Fictional lines where a country has them; elsewhere one that is never given to anybody. */
const examples: Record<string, string> = { AO: "+244923000000", ID: "+6281200000000", IN: "+919000000000" };

export async function QuickStart({ page: { ctx, workspace } }: { page: OpenedPage }) {
  const [t, labels, answer] = await Promise.all([
    getTranslations("api-keys.start"),
    formLabels(),
    creditsText(ctx, workspace),
  ]);
  const key = "$SALDO_API_KEY";
  const to = examples[workspace.country] ?? "+12025550123";
  const copy = { label: t("copy"), done: t("copied") };
  return (
    <Section title={t("title")} lead={t("lead", { placeholder: key })} ruled>
      <div className="grid gap-x-12 gap-y-7 lg:grid-cols-2">
        <div className="grid min-w-0 content-start gap-5">
          <Step title={t("balance")}>
            <CodeBlock value={balanceCommand(key)} copy={copy} />
          </Step>
          <Step title={t("usage")} note={t("refusals")}>
            <CodeBlock value={usageCommand({ key, id: sampleId("order"), to })} copy={copy} />
          </Step>
          <p>
            <Link variant="standalone" href="/docs">
              {t("reference")}
            </Link>
          </p>
        </div>
        <Step title={t("answer")} note={t("answerLead")}>
          <LiveAnswer
            action={askCredits}
            hidden={{ workspace: workspace.slug }}
            initial={answer}
            words={{ run: t("run"), label: t("answer") }}
            labels={labels}
          />
        </Step>
      </div>
    </Section>
  );
}

function Step({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <div className="grid min-w-0 content-start gap-2">
      <h3 className="font-semibold">{title}</h3>
      {children}
      {note && <p className="text-sm text-ink-3">{note}</p>}
    </div>
  );
}

function balanceCommand(key: string): string {
  return `curl ${env().APP_URL}/v1/credits \\\n  -H "Authorization: Bearer ${key}"`;
}

function usageCommand({ key, id, to }: { key: string; id: string; to: string }): string {
  return [
    `curl ${env().APP_URL}/v1/usage \\`,
    `  -H "Authorization: Bearer ${key}" \\`,
    `  -H "Content-Type: application/json" \\`,
    `  -d '{"id": "${id}", "channel": "sms",`,
    `       "direction": "outbound", "to": "${to}"}'`,
  ].join("\n");
}
