import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { confirmLabels } from "@/app/_words/form-labels";
import { Section } from "@/components/shell/section";
import { ConfirmAction } from "../confirm-action";
import { leaveWorkspace } from "./actions";

export async function Leave({ page: { workspace }, isLastOwner }: { page: OpenedPage; isLastOwner: boolean }) {
  const [t, labels] = await Promise.all([getTranslations("team.leave"), confirmLabels()]);
  return (
    <Section title={t("title")} ruled>
      <p className="max-w-[68ch] text-ink-2">{isLastOwner ? t("lastOwner") : t("body")}</p>
      {!isLastOwner && (
        <p className="mt-3">
          <ConfirmAction
            action={leaveWorkspace}
            hidden={{ workspace: workspace.slug }}
            trigger={{ text: t("action"), name: t("action") }}
            title={t("confirm", { workspace: workspace.name })}
            body={t("body")}
            submit={t("action")}
            labels={labels}
            look="secondary"
          />
        </p>
      )}
    </Section>
  );
}
