"use server";

import { z } from "zod";
import { accountAction, publicAction } from "@/app/_gate/form-action";
import { acceptInvitation as accept, acceptInvitationAsNewPerson } from "@/lib/auth/accept-invitation";
import { passwordInput, tokenInput } from "@/lib/auth/schema";
import { nameInput } from "@/lib/names";
import { enter } from "../enter";
import { pageLanguage } from "../page-language";

const asMyself = z.strictObject({ token: tokenInput });

export const acceptInvitation = accountAction("auth.acceptInvitation", { input: asMyself }, async (identity, given) => {
  const { workspaceSlug } = await accept(identity, given);
  return { redirect: `/w/${workspaceSlug}/overview` };
});

const asNewPerson = z.strictObject({ token: tokenInput, name: nameInput, password: passwordInput });

export const joinAsNewPerson = publicAction(
  "auth.joinAsNewPerson",
  { input: asNewPerson, limit: "signInByOrigin", secret: ["password", "token"] },
  async (identity, given, facts) => {
    const joined = await acceptInvitationAsNewPerson(identity, { ...given, locale: await pageLanguage() }, facts);
    return enter(joined.signedIn, `/w/${joined.workspaceSlug}/overview`);
  },
);
