import { getTranslations } from "next-intl/server";
import type { OpenedPage } from "@/app/_gate/page";
import { confirmLabels, formLabels } from "@/app/_words/form-labels";
import { DataList } from "@/components/data-list/data-list";
import { Section } from "@/components/shell/section";
import { may, mayAssign, roles } from "@/lib/gate/permissions";
import type { Member } from "@/lib/team/data";
import { ConfirmAction } from "../confirm-action";
import { WhoMay } from "../who-may";
import { changeRole, removeMember } from "./actions";
import { Address } from "./address";
import { RoleForm } from "./role-form";

type MembersProps = { page: OpenedPage; members: readonly Member[] };

export async function Members({ page, members }: MembersProps) {
  const { ctx, role: own, viewer, fmt } = page;
  const t = await getTranslations("team.members");
  const writes = may(own, "team:write");
  const owners = members.filter(({ role }) => role === "owner").length;
  const isFixed = (member: Member) => member.role === "owner" && owners === 1;
  const mayTouch = (member: Member) => !isFixed(member) && mayAssign(own, { from: member.role, to: member.role });
  return (
    <Section title={t("title")}>
      <DataList
        caption={t("title")}
        captionHidden
        columns={[
          { id: "name", header: t("name"), rowHeader: true },
          { id: "role", header: t("role"), item: writes ? "actions" : "value", width: "w-52 lg:w-72" },
          { id: "since", header: t("since"), item: "meta", width: "w-28 lg:w-32" },
          ...(writes
            ? [{ id: "remove", header: t("remove"), headerHidden: true, align: "end", item: "actions" } as const]
            : []),
        ]}
        rows={members.map((member) => ({
          key: member.userId,
          cells: {
            name: <Name member={member} you={member.userId === viewer.id ? t("you") : null} />,
            role: mayTouch(member) ? (
              <ChangeRole page={page} member={member} />
            ) : (
              <RoleText member={member} note={isFixed(member) && writes ? t("lastOwner") : null} />
            ),
            since: <time dateTime={member.joinedAt.toISOString()}>{fmt.date(member.joinedAt)}</time>,
            remove: mayTouch(member) && member.userId !== viewer.id && <Remove page={page} member={member} />,
          },
        }))}
      />
      {!writes && (
        <div className="mt-3.5">
          <WhoMay ctx={ctx} permission="team:write" />
        </div>
      )}
    </Section>
  );
}

function Name({ member, you }: { member: Member; you: string | null }) {
  return (
    <>
      <span className="font-medium wrap-anywhere">{member.name}</span>
      {you && <span className="text-ink-3"> ({you})</span>}
      {member.email && (
        <span className="block text-xs font-normal text-ink-3">
          <Address email={member.email} />
        </span>
      )}
    </>
  );
}

async function RoleText({ member, note }: { member: Member; note: string | null }) {
  const t = await getTranslations("common.roles");
  return (
    <span className="block py-1">
      {t(`${member.role}.name`)}
      {note && <span className="block text-xs text-ink-3">{note}</span>}
    </span>
  );
}

type RowProps = { page: OpenedPage; member: Member };

async function ChangeRole({ page: { role: own, workspace }, member }: RowProps) {
  const [t, common, labels] = await Promise.all([
    getTranslations("team.members"),
    getTranslations("common.roles"),
    formLabels(),
  ]);
  const choices = roles.filter((role) => mayAssign(own, { from: member.role, to: role }));
  return (
    <RoleForm
      action={changeRole}
      hidden={{ workspace: workspace.slug, member: member.userId }}
      current={member.role}
      options={choices.map((role) => ({ value: role, label: common(`${role}.name`) }))}
      words={{ label: t("changeRole", { name: member.name }), save: t("save") }}
      labels={labels}
    />
  );
}

async function Remove({ page: { workspace }, member }: RowProps) {
  const [t, labels] = await Promise.all([getTranslations("team.members"), confirmLabels()]);
  const { name } = member;
  return (
    <span className="inline-block sm:-me-2.75">
      <ConfirmAction
        action={removeMember}
        hidden={{ workspace: workspace.slug, member: member.userId }}
        trigger={{ text: t("remove"), name: t("removeNamed", { name }) }}
        title={t("removeTitle", { name })}
        body={t("removeConfirm", { name })}
        submit={t("remove")}
        whenGone={t("removed")}
        labels={labels}
      />
    </span>
  );
}
