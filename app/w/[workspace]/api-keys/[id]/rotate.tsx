import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { formLabels } from "@/app/_words/form-labels";
import { RadioField } from "@/components/forms/choice-field";
import { ActionForm } from "@/components/forms/form";
import { ShownOnce } from "@/components/forms/shown-once";
import { SubmitButton } from "@/components/forms/submit-button";
import { Section } from "@/components/shell/section";
import type { ListedKey } from "@/lib/api-keys/data";
import { scopesKept } from "@/lib/api-keys/granted-scopes";
import { endOldSecret, rotateKey } from "../actions";
import { whenUsed } from "../key-words";
import { shownOnce } from "../once-words";

type RotateProps = { page: OpenedPage; listed: ListedKey };

const choices = ["now", "day", "week"] as const;

export async function Rotate({ page, listed }: RotateProps) {
  const { slug } = page.workspace;
  const [t, labels, once] = await Promise.all([getTranslations("api-keys.rotate"), formLabels(), shownOnce(slug)]);
  if (listed.state === "expired") return null;
  const isLess = scopesKept(page.role, listed.scopes).length < listed.scopes.length;
  return (
    <Section title={t("title")} lead={isLess ? t("leadMasked") : t("lead")} ruled>
      {listed.overlap && <Running page={page} listed={listed} />}
      <ActionForm action={rotateKey} hidden={{ workspace: slug, key: listed.id }} labels={labels} label={t("title")}>
        <ShownOnce {...once}>
          <RadioField
            name="overlap"
            legend={t("overlap")}
            defaultValue="day"
            choices={choices.map((value) => ({
              value,
              label: t(`overlaps.${value}`),
              hint: t(`overlaps.${value}Hint`),
            }))}
          />
          <div>
            <SubmitButton variant="secondary">{t("submit")}</SubmitButton>
          </div>
        </ShownOnce>
      </ActionForm>
    </Section>
  );
}

async function Running({ page: { ctx, fmt, workspace }, listed: { id, overlap } }: RotateProps) {
  const [t, words, labels] = await Promise.all([
    getTranslations("api-keys.rotate"),
    getTranslations("api-keys"),
    formLabels(),
  ]);
  if (!overlap) return null;
  const { until, lastFour, lastUsedAt } = overlap;
  return (
    <div className="mb-4 border-s-2 border-mark ps-3.5">
      <p className="text-ink-2">
        {t("running", { end: lastFour ?? "?", time: fmt.dateTime(until) })}{" "}
        {lastUsedAt ? t("usedAgo", { ago: whenUsed(lastUsedAt, ctx.now, fmt, words) }) : t("notUsed")} {t("again")}
      </p>
      <ActionForm
        action={endOldSecret}
        hidden={{ workspace: workspace.slug, key: id }}
        labels={labels}
        label={t("end")}
        whenGone={t("ended")}
        className="-ms-2.5 mt-1"
      >
        <div>
          <SubmitButton size="sm" variant="quiet">
            {t("end")}
          </SubmitButton>
        </div>
      </ActionForm>
    </div>
  );
}
