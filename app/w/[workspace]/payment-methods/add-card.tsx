import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { formLabels } from "@/app/_words/form-labels";
import { ActionForm } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { newId } from "@/lib/ids";
import { addCard } from "./actions";

type AddCardProps = { page: OpenedPage; primary?: boolean };

/** What is agreed to stands beside the button that leads to the page where the card is entered. */
export async function AddCard({ page: { ctx, workspace }, primary }: AddCardProps) {
  const [t, labels] = await Promise.all([getTranslations("cards.add"), formLabels()]);
  return (
    <ActionForm
      action={addCard}
      hidden={{ workspace: workspace.slug, form: newId("pm", ctx.now.getTime()) }}
      labels={labels}
      label={t("action")}
      className="max-w-[60ch] gap-2.5"
    >
      <div>
        <SubmitButton variant={primary ? "primary" : "secondary"} icon="plus">
          {t("action")}
        </SubmitButton>
      </div>
      <p className="text-sm text-pretty text-ink-2">{t("consent")}</p>
    </ActionForm>
  );
}
