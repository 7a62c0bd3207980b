import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { Section } from "@/components/shell/section";
import type { PurchaseFile } from "@/lib/purchases/data";
import { actorNames } from "@/lib/statement/actor-names";
import { whoOf } from "../../_activity/activity-words";
import { stepSentence } from "./step-sentence";

/** Everything that happened to it, the latest last, with who did it. */
export async function Timeline({ page: { ctx, fmt }, file }: { page: OpenedPage; file: PurchaseFile }) {
  const { steps, purchase } = file;
  const [t, activity, names] = await Promise.all([
    getTranslations("purchases"),
    getTranslations("activity"),
    actorNames(
      ctx,
      steps.map(({ actor }) => actor),
    ),
  ]);
  return (
    <Section title={t("timeline.title")}>
      <ol className="@container border-t border-line-2">
        {steps.map((step) => (
          <li
            key={step.n}
            className="grid gap-x-4 border-b border-line py-2 @min-[31rem]:grid-cols-[11rem_minmax(0,1fr)_auto]"
          >
            <time dateTime={step.at.toISOString()} className="text-ink-3">
              {fmt.dateTimeSeconds(step.at)}
            </time>
            <span className="min-w-0 break-words">{stepSentence(step, purchase.currency, fmt, t)}</span>
            <span className="min-w-0 text-ink-3">{whoOf(step.actor, names, activity)}</span>
          </li>
        ))}
      </ol>
    </Section>
  );
}
