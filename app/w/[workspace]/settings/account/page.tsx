import { openPage } from "@/app/_gate/page";
import { pageTitle } from "../../page-title";
import { refusable } from "../../refusable";
import { SettingsHeader } from "../settings-header";
import { AppearanceForm } from "./appearance-form";
import { LanguageForm } from "./language-form";
import { EmailForm, NameForm } from "./person-forms";

type Props = { params: Promise<{ workspace: string }> };

export const generateMetadata = ({ params }: Props) => pageTitle(params, "settings.tabs.account");

async function AccountPage({ params }: Props) {
  const page = await openPage("/w/[workspace]/settings/account", params);
  return (
    <>
      <SettingsHeader page={page} tab="account" />
      <NameForm page={page} />
      <LanguageForm page={page} />
      <AppearanceForm page={page} />
      <EmailForm page={page} />
    </>
  );
}

export default refusable(AccountPage);
