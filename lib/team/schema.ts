import { z } from "zod";
import { roles } from "@/lib/gate/permissions";
import { languages } from "@/lib/i18n/locales";

const role = z.enum(roles, "invalid_choice");
const id = z.string().max(40);

export const inviteInput = z.strictObject({
  /** As typed: separated by commas, semicolons, spaces or lines. */
  addresses: z.string().trim().min(1, "required").max(4000),
  role,
  locale: z.enum(languages, "locale"),
});

export const invitationInput = z.strictObject({ invitation: id });
export const memberInput = z.strictObject({ member: id });
export const roleInput = z.strictObject({ member: id, role });
export const leaveInput = z.strictObject({});

export type InviteInput = z.output<typeof inviteInput>;
