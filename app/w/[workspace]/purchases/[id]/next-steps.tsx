import { getTranslations } from "next-intl/server";
import { leadsNowhere } from "@/app/_gate/nowhere";
import type { OpenedPage } from "@/app/_gate/page";
import { confirmLabels, formLabels } from "@/app/_words/form-labels";
import { ActionForm } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { pageHref } from "@/components/shell/navigation";
import { Button, buttonLook } from "@/components/ui/button";
import { creditsToDecimal } from "@/lib/credits";
import { may } from "@/lib/gate/permissions";
import type { PurchaseFile } from "@/lib/purchases/data";
import type { PurchaseState } from "@/lib/purchases/purchase-state";
import { ConfirmAction } from "../../confirm-action";
import { WhoMay } from "../../who-may";
import { cancelPurchase, continuePurchase } from "./actions";

const payable: readonly PurchaseState[] = ["left", "requires_action", "failed"];
const cancellable: readonly PurchaseState[] = ["left", "requires_action", "failed", "awaiting_transfer"];
const pays = { left: "continue", requires_action: "approve", failed: "again" } as const;

/** What this person can do about it now; who may only read is told who can. */
export async function NextSteps({ page, file }: { page: OpenedPage; file: PurchaseFile }) {
  const { ctx, workspace, role } = page;
  const { state, purchase } = file;
  const t = await getTranslations("purchases.actions");
  const mayBuy = may(role, "credits:buy");
  if (!mayBuy && payable.includes(state)) return <WhoMay ctx={ctx} permission="credits:buy" />;
  const to = (path: string) => pageHref(workspace.slug, path);
  const again = `buy?${new URLSearchParams({ credits: creditsToDecimal(purchase.creditsMicro) })}`;
  const isOver = state === "expired" || state === "canceled";
  return (
    <div className="mt-3 flex flex-wrap items-center gap-2 empty:hidden">
      {mayBuy && <Pay page={page} file={file} />}
      {mayBuy && isOver && !leadsNowhere(to("buy"), role) && (
        <Button variant="primary" href={to(again)}>
          {t("startAgain")}
        </Button>
      )}
      {file.invoice && (
        <a
          href={`${to("purchases")}/${purchase.id}/invoice.pdf`}
          className={buttonLook({ variant: state === "paid" ? "primary" : "secondary" })}
        >
          {t("view")}
        </a>
      )}
      {state === "paid" && <Button href={to("overview")}>{t("overview")}</Button>}
      {mayBuy && cancellable.includes(state) && <Cancel page={page} file={file} />}
    </div>
  );
}

async function Pay({ page: { workspace }, file: { state, purchase } }: { page: OpenedPage; file: PurchaseFile }) {
  if (!(state in pays)) return null;
  const [t, labels] = await Promise.all([getTranslations("purchases.actions"), formLabels()]);
  const hidden = { workspace: workspace.slug, purchase: purchase.id };
  const hasAnother = state === "failed" && purchase.method === "saved_card";
  return (
    <>
      <ActionForm action={continuePurchase} labels={labels} hidden={{ ...hidden, how: "same" }}>
        <SubmitButton>{t(pays[state as keyof typeof pays])}</SubmitButton>
      </ActionForm>
      {hasAnother && (
        <ActionForm action={continuePurchase} labels={labels} hidden={{ ...hidden, how: "other" }}>
          <SubmitButton variant="secondary">{t("otherCard")}</SubmitButton>
        </ActionForm>
      )}
    </>
  );
}

async function Cancel({ page: { workspace }, file: { purchase } }: { page: OpenedPage; file: PurchaseFile }) {
  const [t, labels] = await Promise.all([getTranslations("purchases.actions"), confirmLabels()]);
  return (
    <ConfirmAction
      action={cancelPurchase}
      hidden={{ workspace: workspace.slug, purchase: purchase.id }}
      trigger={{ text: t("cancel"), name: t("cancel") }}
      title={t("cancelAsk", { number: purchase.number })}
      body={t("cancelBody")}
      submit={t("cancel")}
      whenGone={t("canceled")}
      labels={labels}
      look="secondary"
    />
  );
}
