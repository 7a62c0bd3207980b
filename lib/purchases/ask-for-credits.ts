import "server-only";
import { actorText, type Context } from "@/lib/context";
import { announce } from "@/lib/notifications/announce";

type Request = {
  person: string;
  /** As the person wrote it, in their own marks. */
  credits: string;
  /** Where they are bought, with the amount filled in. */
  href: string;
};

const dayMs = 86_400_000;

/** Tells everybody who may buy; the same wish of the same person once a day. */
export async function askForCredits(ctx: Context, { person, credits, href }: Request): Promise<void> {
  const day = Math.floor(ctx.now.getTime() / dayMs);
  await announce(ctx, {
    notice: {
      kind: "credits_requested",
      values: { person, credits },
      href,
      effectKey: `ask:${actorText(ctx.actor)}:${day}:${href}`,
    },
    audience: "credits:buy",
  });
}
