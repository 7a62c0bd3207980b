import { z } from "zod";
import { roles } from "@/lib/gate/permissions";
import { languages } from "@/lib/i18n/locales";

const role = z.enum(roles, "invalid_choice");
const invitation = z.string().regex(/^inv_[0-9a-z]{26}$/);
const member = z.string().regex(/^usr_[0-9a-z]{26}$/);

export const inviteInput = z.strictObject({
  /** As typed: separated by commas, semicolons, spaces or lines. */
  addresses: z.string().trim().min(1, "required").max(4000),
  role,
  locale: z.enum(languages, "locale"),
});

export const invitationInput = z.strictObject({ invitation });
export const memberInput = z.strictObject({ member });
export const roleInput = z.strictObject({ member, role });
export const leaveInput = z.strictObject({});

export type InviteInput = z.output<typeof inviteInput>;
