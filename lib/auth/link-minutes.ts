export type MailPurpose = "sign_in" | "sign_up" | "password_reset" | "email_change";

/** How long each mailed link works. */
export const linkMinutes: Record<MailPurpose, number> = {
  sign_in: 15,
  sign_up: 24 * 60,
  password_reset: 60,
  email_change: 24 * 60,
};
