import { memberRoute } from "@/app/_gate/api-route";
import { countUnread } from "@/lib/notifications/data";

/** What the bell asks every half minute. */
export const GET = memberRoute("/w/[workspace]/notifications/unread", async ({ ctx }) =>
  Response.json({ unread: await countUnread(ctx) }),
);
