import { getTranslations } from "next-intl/server";
import { signOut } from "@/app/_gate/sign-out";
import { formLabels } from "@/app/_words/form-labels";
import { ActionForm } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { NewPersonFields } from "../new-person-fields";
import { acceptInvitation, joinAsNewPerson } from "./actions";

export async function AcceptForm({ token, workspace }: { token: string; workspace: string }) {
  const [t, labels] = await Promise.all([getTranslations("auth.invitation"), formLabels()]);
  return (
    <ActionForm action={acceptInvitation} labels={labels} hidden={{ token }}>
      <SubmitButton wide>{t("accept", { workspace })}</SubmitButton>
    </ActionForm>
  );
}

/** Leaves the session and comes back to the invitation, which then asks for the right one. */
export async function SwitchForm({ next, invited }: { next: string; invited: string }) {
  const [t, labels] = await Promise.all([getTranslations("auth.invitation"), formLabels()]);
  return (
    <ActionForm action={signOut} labels={labels} hidden={{ next }}>
      <SubmitButton wide>
        <span className="wrap-anywhere">{t("switch", { invited })}</span>
      </SubmitButton>
    </ActionForm>
  );
}

export async function JoinForm({ token, email }: { token: string; email: string }) {
  const [t, labels] = await Promise.all([getTranslations("auth.invitation"), formLabels()]);
  return (
    <>
      <p>{t("for", { email })}</p>
      <p>{t("newLead")}</p>
      <ActionForm action={joinAsNewPerson} labels={labels} hidden={{ token }}>
        <NewPersonFields email={email} />
        <SubmitButton wide>{t("newSubmit")}</SubmitButton>
      </ActionForm>
    </>
  );
}
