import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { confirmLabels } from "@/app/_words/form-labels";
import { DataList } from "@/components/data-list/data-list";
import { ActionForm } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { pageHref } from "@/components/shell/navigation";
import { Section } from "@/components/shell/section";
import { Link } from "@/components/ui/link";
import { Status } from "@/components/ui/status";
import { may, mayAssign } from "@/lib/gate/permissions";
import { listOpenInvitations, type OpenInvitation } from "@/lib/team/data";
import { ConfirmAction } from "../confirm-action";
import { resendInvitation, revokeInvitation } from "./actions";
import { Address } from "./address";

const latest = 20;

/** The latest ones, unless the address asks for all: a big round of invitations would push the rest out of sight. */
export async function Invitations({ page, all }: { page: OpenedPage; all: boolean }) {
  const { ctx, role: own, workspace, fmt } = page;
  const [t, common, open] = await Promise.all([
    getTranslations("team.invite"),
    getTranslations("common.roles"),
    listOpenInvitations(ctx),
  ]);
  if (open.length === 0) return null;
  const writes = may(own, "team:write");
  const shown = all ? open : open.slice(0, latest);
  const rest = open.length > shown.length;
  return (
    <Section title={t("pending")} anchor="invitations">
      <DataList
        caption={t("pending")}
        captionHidden
        columns={[
          { id: "email", header: t("email"), rowHeader: true },
          { id: "role", header: t("role"), item: "meta", width: "w-24 lg:w-44" },
          { id: "expires", header: t("expires"), item: "meta", width: "w-24 lg:w-40" },
          ...(writes
            ? [{ id: "actions", header: t("resend"), headerHidden: true, align: "end", item: "actions" } as const]
            : []),
        ]}
        rows={shown.map((invitation) => ({
          key: invitation.id,
          cells: {
            email: <Address email={invitation.email} />,
            role: common(`${invitation.role}.name`),
            expires: invitation.isExpired ? (
              <Status tone="warn">{t("expired")}</Status>
            ) : (
              <time dateTime={invitation.expiresAt.toISOString()}>{fmt.date(invitation.expiresAt)}</time>
            ),
            actions: mayAssign(own, { from: invitation.role, to: invitation.role }) && (
              <Decide page={page} invitation={invitation} />
            ),
          },
        }))}
      />
      {rest && (
        <p className="mt-3.5 flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
          <span className="text-ink-2">
            {t("latest", { shown: fmt.number(shown.length), count: fmt.number(open.length) })}
          </span>
          <Link
            variant="standalone"
            href={`${pageHref(workspace.slug, "team")}?invitations=all#invitations`}
            aria-label={t("showAllOpen")}
          >
            {t("showAll")}
          </Link>
        </p>
      )}
    </Section>
  );
}

async function Decide({ page: { workspace }, invitation }: { page: OpenedPage; invitation: OpenInvitation }) {
  const [t, labels] = await Promise.all([getTranslations("team.invite"), confirmLabels()]);
  const { email } = invitation;
  const hidden = { workspace: workspace.slug, invitation: invitation.id };
  return (
    <span className="flex flex-wrap items-start gap-1 max-sm:-ms-2.75 sm:-me-2.75 sm:flex-nowrap sm:justify-end">
      <ActionForm
        action={resendInvitation}
        hidden={hidden}
        labels={labels}
        label={t("resendTo", { email })}
        className="gap-1"
      >
        <SubmitButton size="sm" variant="quiet">
          {t("resend")}
        </SubmitButton>
      </ActionForm>
      <ConfirmAction
        action={revokeInvitation}
        hidden={hidden}
        trigger={{ text: t("revoke"), name: t("revokeTo", { email }) }}
        title={t("revokeTo", { email })}
        body={t("revokeConfirm")}
        whenGone={t("revoked", { email })}
        submit={t("revoke")}
        labels={labels}
      />
    </span>
  );
}
