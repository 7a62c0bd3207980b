import { getTranslations } from "next-intl/server";
import { guestContext } from "@/app/_gate/guest";
import { currentSession } from "@/app/_gate/session";
import { reachable } from "@/app/reachable";
import { PageHeader } from "@/components/shell/page-header";
import { Button } from "@/components/ui/button";
import { openInvitation } from "@/lib/auth/invitation";
import { DeadLink } from "../dead-link";
import { pageTitle } from "../page-title";
import { one, type Search, withNext } from "../search";
import { AcceptForm, JoinForm, SwitchForm } from "./forms";

export const generateMetadata = () => pageTitle("auth.invitation.pageTitle");

async function InvitationPage({ searchParams }: { searchParams: Search }) {
  const token = one((await searchParams).token) ?? "";
  const [found, session, t, roles] = await Promise.all([
    openInvitation(await guestContext(), token),
    currentSession(),
    getTranslations("auth.invitation"),
    getTranslations("common.roles"),
  ]);
  if (found.state === "unknown") return <DeadLink state="unknown" again={{ words: t("again") }} />;
  if (found.state !== "open") {
    return (
      <>
        <PageHeader title={t(`${found.state}Title`)} lead={t(`${found.state}Body`)} />
        {found.state === "accepted" && (
          <Button href="/" variant="primary">
            {t("home")}
          </Button>
        )}
      </>
    );
  }
  const { email, role, workspaceName: workspace, invitedBy, hasAccount } = found.invitation;
  const here = `/invitation?token=${encodeURIComponent(token)}`;
  const isOther = session !== null && session.viewer.email !== email;
  return (
    <>
      <PageHeader
        title={t("title", { workspace })}
        lead={t("body", { inviter: invitedBy.name, role: roles(`${role}.name`) })}
      />
      <div className="grid sm:max-w-88 gap-4">
        <dl>
          <dt className="font-semibold">{t("roleMay", { role: roles(`${role}.name`) })}</dt>
          <dd className="text-ink-2">{roles(`${role}.description`)}</dd>
        </dl>
        {isOther ? (
          <>
            <p>{t("otherBody", { invited: email, email: session.viewer.email })}</p>
            <SwitchForm next={here} invited={email} />
          </>
        ) : session ? (
          <AcceptForm token={token} workspace={workspace} />
        ) : hasAccount ? (
          <>
            <p>{t("for", { email })}</p>
            <p>{t("signInFirst")}</p>
            <Button href={withNext("/sign-in", here)} variant="primary" wide>
              {t("signInAction")}
            </Button>
          </>
        ) : (
          <JoinForm token={token} email={email} />
        )}
      </div>
    </>
  );
}

export default reachable(InvitationPage);
