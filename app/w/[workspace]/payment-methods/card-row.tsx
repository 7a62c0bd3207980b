import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { formLabels } from "@/app/_words/form-labels";
import { ActionForm } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { Disclosure } from "@/components/ui/disclosure";
import { Icon } from "@/components/ui/icon";
import { Status } from "@/components/ui/status";
import type { Card } from "@/lib/cards/data";
import { makeDefault, remove } from "./actions";
import { cardName } from "./card-name";

type CardRowProps = { page: OpenedPage; card: Card; changes: boolean };

export async function CardRow({ page, card, changes }: CardRowProps) {
  const { fmt } = page;
  const t = await getTranslations("cards");
  const { isDefault, expiry, recurring, consentAt } = card;
  const until = `${String(card.expiresMonth).padStart(2, "0")}/${card.expiresYear}`;
  return (
    <li className="grid gap-x-6 gap-y-2 border-b border-line py-4 last:border-b-0 sm:grid-cols-[minmax(0,1fr)_auto]">
      <div className="flex min-w-0 items-start gap-3">
        <Icon name="card" size={20} className="mt-px shrink-0 text-ink-3" />
        <div className="grid min-w-0 gap-0.5">
          <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
            <span className="font-semibold">{cardName(card, t)}</span>
            {isDefault && <Status tone="ok">{t("isDefault")}</Status>}
            {expiry === "expired" && <Status tone="danger">{t("expired")}</Status>}
            {expiry === "soon" && <Status tone="warn">{t("soon")}</Status>}
          </p>
          <p className="text-sm text-ink-2">
            {t(expiry === "expired" ? "until.past" : "until.good", { month: until })}
          </p>
          {recurring > 0 && <p className="text-sm text-ink-2">{t("recurring", { count: recurring })}</p>}
          {consentAt && <p className="text-sm text-ink-3">{t("agreed", { date: fmt.date(consentAt) })}</p>}
        </div>
      </div>
      {changes && <Changes page={page} card={card} />}
    </li>
  );
}

async function Changes({ page: { workspace }, card }: Omit<CardRowProps, "changes">) {
  const [t, labels] = await Promise.all([getTranslations("cards"), formLabels()]);
  const name = cardName(card, t);
  const hidden = { workspace: workspace.slug, card: card.id };
  return (
    <div className="flex flex-wrap items-start gap-x-4 gap-y-2 ps-8 sm:justify-end sm:ps-0">
      {!card.isDefault && card.expiry !== "expired" && (
        <ActionForm action={makeDefault} hidden={hidden} labels={labels} whenGone={t("default.said", { name })}>
          <SubmitButton variant="quiet" size="sm" aria-label={t("default.named", { name })}>
            {t("default.action")}
          </SubmitButton>
        </ActionForm>
      )}
      <div className="min-w-0 sm:max-w-80">
        <Disclosure summary={t("remove.ask", { name })}>
          <p className="mb-2.5 text-sm text-ink-2">{card.recurring > 0 ? t("remove.used") : t("remove.body")}</p>
          <ActionForm action={remove} hidden={hidden} labels={labels} whenGone={t("remove.said", { name })}>
            <div>
              <SubmitButton variant="danger" size="sm" aria-label={t("remove.named", { name })}>
                {t("remove.action")}
              </SubmitButton>
            </div>
          </ActionForm>
        </Disclosure>
      </div>
    </div>
  );
}
