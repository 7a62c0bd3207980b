import { getTranslations } from "next-intl/server";
import { openPage } from "@/app/_gate/page";
import { PageHeader } from "@/components/shell/page-header";
import { may } from "@/lib/gate/permissions";
import { listMembers } from "@/lib/team/data";
import { pageTitle } from "../page-title";
import { refusable } from "../refusable";
import { Changes } from "./changes";
import { Invitations } from "./invitations";
import { InvitePeople } from "./invite-people";
import { Leave } from "./leave";
import { Members } from "./members";
import { RolesExplained } from "./roles-explained";

type Props = {
  params: Promise<{ workspace: string }>;
  searchParams: Promise<{ before?: string | string[]; invitations?: string | string[] }>;
};

export const generateMetadata = ({ params }: Props) => pageTitle(params, "team.title");

async function TeamPage({ params, searchParams }: Props) {
  const page = await openPage("/w/[workspace]/team", params);
  const { ctx, role } = page;
  const [t, members, search] = await Promise.all([
    getTranslations("team"),
    listMembers(ctx, { withAddresses: may(role, "team:read") }),
    searchParams,
  ]);
  const isLastOwner = role === "owner" && members.filter((member) => member.role === "owner").length === 1;
  return (
    <>
      <PageHeader title={t("title")} meta={t("members.count", { count: members.length })} />
      <Members page={page} members={members} />
      <RolesExplained />
      {may(role, "team:write") && <InvitePeople page={page} />}
      {may(role, "team:read") && <Invitations page={page} all={search.invitations === "all"} />}
      {may(role, "audit:read") && <Changes page={page} before={seqOf(search.before)} />}
      <Leave page={page} isLastOwner={isLastOwner} />
    </>
  );
}

function seqOf(given: string | string[] | undefined): number | undefined {
  return typeof given === "string" && /^\d{1,15}$/.test(given) ? Number(given) : undefined;
}

export default refusable(TeamPage);
