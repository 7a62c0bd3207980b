import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { openPage } from "@/app/_gate/page";
import { pageHref } from "@/components/shell/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { Icon } from "@/components/ui/icon";
import { Link } from "@/components/ui/link";
import { Status } from "@/components/ui/status";
import { watchPurchase } from "@/lib/purchases/watch-purchase";
import { pageTitle } from "../../page-title";
import { refusable } from "../../refusable";
import { tones } from "../purchase-words";
import { Documents } from "./documents";
import { PurchaseFacts } from "./purchase-facts";
import { Receipt } from "./receipt";
import { StatePanel } from "./state-panel";
import { headingOf } from "./state-words";
import { Timeline } from "./timeline";

type Props = { params: Promise<{ workspace: string; id: string }> };

export const generateMetadata = ({ params }: Props) => pageTitle(params, "purchases.title");

/** One purchase, and where somebody comes back to from paying: what stands here is what the books say. */
async function PurchasePage({ params }: Props) {
  const page = await openPage("/w/[workspace]/purchases/[id]", params);
  const { id } = await params;
  const { ctx, workspace, fmt } = page;
  const [t, file] = await Promise.all([getTranslations("purchases"), watchPurchase(ctx, id)]);
  if (!file) notFound();
  const { state, purchase } = file;
  return (
    <>
      <p className="-mt-2 mb-2 -ms-1">
        <Link variant="standalone" href={pageHref(workspace.slug, "purchases")}>
          <Icon name="next" className="shrink-0 rotate-180 rtl:rotate-0" />
          {t("actions.back")}
        </Link>
      </p>
      <PageHeader
        title={headingOf(file, fmt, t)}
        meta={purchase.number}
        actions={<Status tone={tones[state]}>{t(`states.${state}`)}</Status>}
      />
      <StatePanel page={page} file={file} />
      <div className="grid gap-x-12 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0">
          <Receipt page={page} file={file} />
          <Documents page={page} file={file} />
          <Timeline page={page} file={file} />
        </div>
        <PurchaseFacts page={page} file={file} />
      </div>
    </>
  );
}

export default refusable(PurchasePage);
