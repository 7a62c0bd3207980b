import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { pageHref } from "@/components/shell/navigation";
import { Icon, type IconName } from "@/components/ui/icon";
import { Link } from "@/components/ui/link";
import { readBalance } from "@/lib/ledger/balance";
import { namedSources } from "@/lib/metering/named-sources";
import type { PurchaseFile } from "@/lib/purchases/data";
import { isUnsettled, type PurchaseState } from "@/lib/purchases/purchase-state";
import { readCompany } from "@/lib/workspaces/data";
import { NextSteps } from "./next-steps";
import { bodyOf } from "./state-words";
import { TransferDetails } from "./transfer-details";
import { Watch } from "./watch";

const pending = { icon: "pending", tone: "text-info", edge: "border-info" } as const;
const acts = { icon: "alert", tone: "text-warn", edge: "border-warn" } as const;
const bad = { icon: "error", tone: "text-danger", edge: "border-danger" } as const;
const over = { icon: "info", tone: "text-ink-2", edge: "border-line-2" } as const;

const looks: Record<PurchaseState, { icon: IconName; tone: string; edge: string }> = {
  confirming: pending,
  processing: pending,
  awaiting_transfer: pending,
  unknown: acts,
  left: acts,
  requires_action: acts,
  review: acts,
  paid: { icon: "done", tone: "text-ok", edge: "border-ok" },
  failed: bad,
  disputed: bad,
  expired: over,
  canceled: over,
  partly_refunded: over,
  refunded: over,
};

/** The state in a sentence, what can be done about it, and the eye that watches as long as it may change. */
export async function StatePanel({ page, file }: { page: OpenedPage; file: PurchaseFile }) {
  const { ctx, workspace, viewer, fmt } = page;
  const { state, purchase } = file;
  const [t, company, balance, { numbers }] = await Promise.all([
    getTranslations("purchases"),
    readCompany(ctx),
    readBalance(ctx),
    namedSources(ctx),
  ]);
  const here = `${pageHref(workspace.slug, "purchases")}/${purchase.id}`;
  const { icon, tone, edge } = looks[state];
  const address = company.receiptsEmail || viewer.email;
  const numberName =
    purchase.pocket === "main" ? null : (numbers.find(({ id }) => id === purchase.pocket)?.name ?? purchase.pocket);
  return (
    <div className={`flex items-start gap-3 border-s-2 py-1 ps-3.5 ${edge}`}>
      <Icon name={icon} size={18} className={`mt-px shrink-0 ${tone}`} />
      <div className="min-w-0 flex-1">
        <p className="max-w-[68ch] text-pretty break-words">{bodyOf(file, { address, balance, numberName }, fmt, t)}</p>
        {state === "awaiting_transfer" && <TransferDetails page={page} file={file} />}
        <NextSteps page={page} file={file} />
        {isUnsettled(state) && (
          <>
            <Watch href={`${here}/state`} state={state} stopped={t("body.stopped", { address })} />
            <noscript>
              <meta httpEquiv="refresh" content="5" />
              <Link variant="standalone" href={here}>
                {t("body.refresh")}
              </Link>
            </noscript>
          </>
        )}
      </div>
    </div>
  );
}
