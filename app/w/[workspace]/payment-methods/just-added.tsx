import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { AsyncStatus } from "@/components/shell/async-status";
import { pageHref } from "@/components/shell/navigation";
import { Link } from "@/components/ui/link";
import { findKeptOn } from "@/lib/cards/data";
import { hurryKept } from "@/lib/cards/hurry-kept";
import { cardName } from "./card-name";
import { LookAgain } from "./look-again";

/** Somebody is back from the page where they entered a card: it is there once our own books say so. */
export async function JustAdded({ page: { ctx, workspace }, session }: { page: OpenedPage; session: string }) {
  const [t, card] = await Promise.all([getTranslations("cards"), findKeptOn(ctx, session)]);
  const here = pageHref(workspace.slug, "payment-methods");
  if (!card) await hurryKept(ctx, session);
  return (
    <div className="mb-7">
      {card ? (
        <AsyncStatus state="done" title={t("added.done", { name: cardName(card, t) })} />
      ) : (
        <>
          <AsyncStatus
            state="pending"
            title={t("added.pending")}
            action={
              <Link variant="standalone" href={`${here}?added=${encodeURIComponent(session)}`} prefetch={false}>
                {t("added.again")}
              </Link>
            }
          >
            {t("added.body")}
          </AsyncStatus>
          <LookAgain />
        </>
      )}
    </div>
  );
}
