import { getTranslations } from "next-intl/server";
import type { OpenedOperation } from "@/app/_gate/operator-page";
import { formLabels } from "@/app/_words/form-labels";
import { Field } from "@/components/forms/field";
import { ActionForm } from "@/components/forms/form";
import { SelectField } from "@/components/forms/select-field";
import { SubmitButton } from "@/components/forms/submit-button";
import { EmptyState } from "@/components/shell/empty-state";
import { Section } from "@/components/shell/section";
import { Disclosure } from "@/components/ui/disclosure";
import { Status } from "@/components/ui/status";
import type { Formatter } from "@/lib/format";
import { type ListedReview, listReviews } from "@/lib/payments/reviews/data";
import { decide } from "./actions";

/** Money that did not fit: what waits comes first, with the ways to decide it. */
export async function ReviewsSection({ page: { ctx, fmt } }: { page: OpenedOperation }) {
  const [t, listed] = await Promise.all([getTranslations("operator-payments.reviews"), listReviews(ctx)]);
  const open = listed.filter(({ review }) => review.state === "open");
  const decided = listed.filter(({ review }) => review.state !== "open");
  return (
    <Section title={t("title", { count: open.length })} lead={t("lead")} anchor="reviews">
      {open.length === 0 ? (
        <EmptyState title={t("none")}>{t("noneBody")}</EmptyState>
      ) : (
        <ul className="border-t border-line">
          {open.map((row) => (
            <li key={row.review.id} className="border-b border-line py-4">
              <Facts row={row} fmt={fmt} />
              <Disclosure summary={t("decide")}>
                <Decide row={row} />
              </Disclosure>
            </li>
          ))}
        </ul>
      )}
      {decided.length > 0 && (
        <div className="mt-4">
          <Disclosure summary={t("past", { count: decided.length })}>
            <ul className="border-t border-line">
              {decided.map((row) => (
                <li key={row.review.id} className="border-b border-line py-3">
                  <Facts row={row} fmt={fmt} />
                  <p className="break-words">{row.review.note}</p>
                </li>
              ))}
            </ul>
          </Disclosure>
        </div>
      )}
    </Section>
  );
}

async function Facts({ row: { review, workspace, number }, fmt }: { row: ListedReview; fmt: Formatter }) {
  const t = await getTranslations("operator-payments.reviews");
  const { kind, state, expectedMinor, receivedMinor, currency } = review;
  const money = (minor: bigint | null) => (minor === null ? "–" : fmt.money(minor, currency));
  const facts = [
    [t("expected"), money(expectedMinor)],
    [t("received"), money(receivedMinor)],
    [t("difference"), money(expectedMinor === null ? null : receivedMinor - expectedMinor)],
    [t("since"), fmt.dateTime(review.createdAt)],
  ] as const;
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="min-w-0 font-semibold break-words text-ink">{workspace ?? t("nobody")}</span>
        {number && <span className="text-ink-2">{number}</span>}
        <Status tone={state === "open" ? "warn" : "quiet"}>
          {state === "open" ? t(`kinds.${kind}`) : t(`states.${state}`)}
        </Status>
      </p>
      <dl className="my-2 flex flex-wrap gap-x-8 gap-y-2">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt className="text-xs text-ink-3">{name}</dt>
            <dd className="tabular-nums text-ink">{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

async function Decide({ row: { review, workspace, status } }: { row: ListedReview }) {
  const [t, labels] = await Promise.all([getTranslations("operator-payments.reviews"), formLabels()]);
  const ways = [
    ...(workspace ? (["part"] as const) : []),
    ...(workspace && status !== "paid" ? (["price"] as const) : []),
    "match",
    "return",
    "dismiss",
  ] as const;
  return (
    <ActionForm
      action={decide}
      labels={{ problem: labels.problem, errorPrefix: labels.errorPrefix }}
      hidden={{ review: review.id }}
      className="max-w-120"
      whenGone={t("decided")}
    >
      <SelectField name="how" label={t("what")} options={ways.map((value) => ({ value, label: t(`ways.${value}`) }))} />
      <Field name="purchase" label={t("purchase")} hint={t("purchaseHint")} maxLength={64} />
      <Field name="reason" label={t("reason")} hint={t("reasonHint")} rows={2} maxLength={500} required />
      <div>
        <SubmitButton>{t("submit")}</SubmitButton>
      </div>
    </ActionForm>
  );
}
