import { openPage } from "@/app/_gate/page";
import { pageTitle } from "../../page-title";
import { refusable } from "../../refusable";
import { SettingsHeader } from "../settings-header";
import { PasswordForm } from "./password-form";
import { Sessions } from "./sessions";

type Props = { params: Promise<{ workspace: string }> };

export const generateMetadata = ({ params }: Props) => pageTitle(params, "settings.tabs.security");

async function SecurityPage({ params }: Props) {
  const page = await openPage("/w/[workspace]/settings/security", params);
  return (
    <>
      <SettingsHeader page={page} tab="security" />
      <PasswordForm page={page} />
      <Sessions page={page} />
    </>
  );
}

export default refusable(SecurityPage);
