"use server";

import { z } from "zod";
import { publicAction } from "@/app/_gate/form-action";
import { tokenInput } from "@/lib/auth/schema";
import { signInByLink as useLink } from "@/lib/auth/sign-in-by-link";
import { enter } from "../../enter";

const input = z.strictObject({ token: tokenInput });

export const signInByLink = publicAction(
  "auth.signInByLink",
  { input, limit: "signInByOrigin" },
  async (identity, given, facts) => {
    const session = await useLink(identity, given, facts);
    return enter(session, session.returnTo);
  },
);
