import { z } from "zod";

export const notificationId = z.string().regex(/^ntf_[0-9a-z]{26}$/);

/** What the page's address may say; anything else is read as nothing. */
export const notificationSearch = z.object({
  show: z.enum(["all", "unread"]).catch("all"),
  after: notificationId.optional().catch(undefined),
});
