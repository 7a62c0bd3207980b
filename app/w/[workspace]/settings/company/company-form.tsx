import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { formLabels } from "@/app/_words/form-labels";
import { ActionForm } from "@/components/forms/form";
import { Section } from "@/components/shell/section";
import { readCompany } from "@/lib/workspaces/data";
import { CompanyFields } from "../../_company/company-fields";
import { companyWords } from "../../_company/company-labels";
import { SaveButton } from "../save-button";
import { changeCompany } from "./actions";

export async function CompanyForm({ page: { ctx, workspace } }: { page: OpenedPage }) {
  const [t, common, labels, { isComplete: _isComplete, ...company }, words] = await Promise.all([
    getTranslations("settings.company"),
    getTranslations("common"),
    formLabels(),
    readCompany(ctx),
    companyWords(),
  ]);
  return (
    <Section title={t("details")} lead={t("detailsLead")} ruled>
      <ActionForm
        action={changeCompany}
        hidden={{ workspace: workspace.slug }}
        labels={labels}
        unsaved={labels.unsaved}
        label={t("details")}
        className="max-w-160 sm:grid-cols-2"
      >
        <CompanyFields company={company} {...words} needed={["legalName", "addressLine1", "city"]} />
        <div className="sm:col-span-2">
          <SaveButton>{common("actions.save")}</SaveButton>
        </div>
      </ActionForm>
    </Section>
  );
}
