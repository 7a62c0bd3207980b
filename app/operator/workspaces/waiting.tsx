import { getTranslations } from "next-intl/server";
import type { OpenedOperation } from "@/app/_gate/operator-page";
import { formLabels } from "@/app/_words/form-labels";
import { ActionForm } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { Section } from "@/components/shell/section";
import type { ShownAdjustment } from "@/lib/operator/workspaces-data";
import { decideAdjustment } from "./actions";

type WaitingProps = { page: OpenedOperation; waiting: readonly ShownAdjustment[] };

/** What one operator asked for and another has to decide; nothing has moved yet. */
export async function Waiting({ page: { fmt, viewer }, waiting }: WaitingProps) {
  const [t, labels] = await Promise.all([getTranslations("operator-workspaces.waiting"), formLabels()]);
  if (waiting.length === 0) return null;
  return (
    <Section title={t("title")} lead={t("lead")}>
      <ul className="border-t border-line">
        {waiting.map((one) => {
          const isMine = one.askedBy === `operator:${viewer.id}`;
          const credits = fmt.credits(one.creditsMicro, { sign: "always" });
          return (
            <li
              key={one.id}
              className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line py-3"
            >
              <div className="min-w-0">
                <p className="font-medium break-words">
                  {t("what", { credits, kind: one.kind, workspace: one.workspace })}
                </p>
                <p className="break-words text-ink-2">{one.reason}</p>
                <p className="text-xs text-ink-3">
                  {t("by", { name: one.askedByName, when: fmt.dateTime(one.askedAt) })}
                </p>
              </div>
              {isMine ? (
                <p className="text-sm text-ink-2">{t("yours")}</p>
              ) : (
                <ActionForm
                  action={decideAdjustment}
                  hidden={{ workspace: one.workspaceId, id: one.id }}
                  labels={labels}
                  label={t("decide", { workspace: one.workspace })}
                >
                  <div className="flex flex-wrap gap-2">
                    <SubmitButton name="decision" value="accept" size="sm">
                      {t("accept")}
                    </SubmitButton>
                    <SubmitButton name="decision" value="refuse" size="sm" variant="secondary">
                      {t("refuse")}
                    </SubmitButton>
                  </div>
                </ActionForm>
              )}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
