import { Action, Facts, Paragraph } from "../layout";
import type { Template } from "../template";

export const purchaseReceipt: Template<"purchase-receipt"> = (props, { t, fmt, page }) => {
  const { workspace, slug, purchaseId, number, invoiceNumber, currency } = props;
  const credits = fmt.credits(BigInt(props.creditsMicro));
  const total = fmt.money(BigInt(props.totalMinor), currency);
  return {
    subject: t("purchaseReceipt.subject", { number: invoiceNumber }),
    workspace,
    body: (
      <>
        <Paragraph>{t("purchaseReceipt.body", { credits, workspace })}</Paragraph>
        <Facts
          facts={[
            { label: t("purchaseReceipt.invoice"), value: invoiceNumber },
            { label: t("purchaseReceipt.purchase"), value: number },
            { label: t("purchaseReceipt.credits"), value: credits },
            { label: t("purchaseReceipt.total"), value: total },
          ]}
        />
        <Paragraph>{t("purchaseReceipt.attached")}</Paragraph>
        <Action
          href={page(`/w/${slug}/purchases/${purchaseId}`)}
          label={t("purchaseReceipt.action")}
          fallback={t("button.fallback")}
        />
      </>
    ),
  };
};
