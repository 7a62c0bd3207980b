import { getTranslations } from "next-intl/server";
import { openPage } from "@/app/_gate/page";
import { EmptyState } from "@/components/shell/empty-state";
import { PageHeader } from "@/components/shell/page-header";
import { listCards } from "@/lib/cards/data";
import { may } from "@/lib/gate/permissions";
import { pageTitle } from "../page-title";
import { refusable } from "../refusable";
import { WhoMay } from "../who-may";
import { AddCard } from "./add-card";
import { CardRow } from "./card-row";
import { JustAdded } from "./just-added";

type Props = { params: Promise<{ workspace: string }>; searchParams: Promise<{ added?: string | string[] }> };

export const generateMetadata = ({ params }: Props) => pageTitle(params, "cards.title");

/** "Which cards may be charged, and which of them is the usual one?" */
async function PaymentMethodsPage({ params, searchParams }: Props) {
  const page = await openPage("/w/[workspace]/payment-methods", params);
  const { ctx, role } = page;
  const [t, cards, { added }] = await Promise.all([getTranslations("cards"), listCards(ctx), searchParams]);
  const changes = may(role, "cards:write");
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      {typeof added === "string" && <JustAdded page={page} session={added} />}
      {cards.length === 0 ? (
        <EmptyState title={t("none.title")} action={changes && <AddCard page={page} primary />}>
          {t("none.body")}
        </EmptyState>
      ) : (
        <>
          <ul aria-label={t("title")} className="-mt-5 border-b border-line">
            {cards.map((card) => (
              <CardRow key={card.id} page={page} card={card} changes={changes} />
            ))}
          </ul>
          {changes && (
            <div className="mt-5">
              <AddCard page={page} />
            </div>
          )}
        </>
      )}
      {!changes && (
        <div className="mt-5">
          <WhoMay ctx={ctx} permission="cards:write" />
        </div>
      )}
    </>
  );
}

export default refusable(PaymentMethodsPage);
