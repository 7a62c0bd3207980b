import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { formLabels } from "@/app/_words/form-labels";
import { Field } from "@/components/forms/field";
import { ActionForm } from "@/components/forms/form";
import { Section } from "@/components/shell/section";
import { readCompany } from "@/lib/workspaces/data";
import { SaveButton } from "../save-button";
import { changeCompany } from "./actions";

/** With what a browser fills in by itself, in the order of an envelope. */
const fields = [
  { name: "legalName", autoComplete: "organization", maxLength: 160 },
  { name: "taxId", autoComplete: "off", maxLength: 40 },
  { name: "addressLine1", autoComplete: "address-line1", maxLength: 160 },
  { name: "addressLine2", autoComplete: "address-line2", maxLength: 160 },
  { name: "city", autoComplete: "address-level2", maxLength: 80 },
  { name: "region", autoComplete: "address-level1", maxLength: 80 },
  { name: "postalCode", autoComplete: "postal-code", maxLength: 20 },
  { name: "receiptsEmail", autoComplete: "email", maxLength: 254, type: "email" },
] as const;

const needed: readonly string[] = ["legalName", "addressLine1", "city"];

export async function CompanyForm({ page: { ctx, workspace } }: { page: OpenedPage }) {
  const [t, common, labels, company] = await Promise.all([
    getTranslations("settings.company"),
    getTranslations("common"),
    formLabels(),
    readCompany(ctx),
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
        {fields.map(({ name, ...rest }) => (
          <Field
            key={name}
            name={name}
            label={t(name)}
            defaultValue={company[name]}
            optional={needed.includes(name) ? undefined : common("form.optional")}
            {...rest}
          />
        ))}
        <div className="sm:col-span-2">
          <SaveButton>{common("actions.save")}</SaveButton>
        </div>
      </ActionForm>
    </Section>
  );
}
