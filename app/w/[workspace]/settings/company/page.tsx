import { openPage } from "@/app/_gate/page";
import { pageTitle } from "../../page-title";
import { refusable } from "../../refusable";
import { SettingsHeader } from "../settings-header";
import { CompanyForm } from "./company-form";
import { WorkspaceForm } from "./workspace-form";

type Props = { params: Promise<{ workspace: string }> };

export const generateMetadata = ({ params }: Props) => pageTitle(params, "settings.tabs.company");

async function CompanyPage({ params }: Props) {
  const page = await openPage("/w/[workspace]/settings/company", params);
  return (
    <>
      <SettingsHeader page={page} tab="company" />
      <CompanyForm page={page} />
      <WorkspaceForm page={page} />
    </>
  );
}

export default refusable(CompanyPage);
