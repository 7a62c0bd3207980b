import type { Who } from "./fixtures";
import type { Mailbox, MailedPath } from "./mailed";
import { stage } from "./stage";

export type Place = {
  name: string;
  path: string;
  who: Who | "newcomer" | null;
  /** What it shows differs from run to run, as ninety days that end today do: it is looked at, but not compared. */
  pictured?: false;
};

/** The month that lies still on the stage. */
const june = "range=custom&from=2026-06-01&to=2026-06-30";

/**
 * Every page a person can open by its address, with somebody who may. A newcomer founds a workspace of their own first,
 * where the page shows what other tests change in the demo's.
 */
export const places: readonly Place[] = [
  { name: "sign-in", path: "/sign-in", who: null },
  { name: "sign-in-link", path: "/sign-in/link", who: null },
  { name: "sign-up", path: "/sign-up", who: null },
  { name: "forgot-password", path: "/forgot-password", who: null },
  { name: "check-mail", path: "/check-mail?for=sign-in", who: null },
  { name: "dead-link", path: "/reset-password?token=nothing", who: null },
  { name: "email-confirmed", path: "/confirm-email?notice=done", who: null },
  { name: "overview", path: "/w/{own}/overview", who: "newcomer" },
  { name: "overview-used", path: "/w/kianda/overview", who: "owner", pictured: false },
  {
    name: "overview-table",
    path: "/w/kianda/overview?range=90&chart=table&share=donut",
    who: "owner",
    pictured: false,
  },
  { name: "usage", path: "/w/{own}/usage", who: "newcomer", pictured: false },
  {
    name: "usage-log",
    path: "/w/kianda/usage?q=%2B244&range=last-7&status=charged",
    who: "developer",
    pictured: false,
  },
  { name: "usage-kinds", path: "/w/kianda/usage?group=kind", who: "owner", pictured: false },
  { name: "activity", path: "/w/{own}/activity", who: "newcomer", pictured: false },
  { name: "activity-days", path: "/w/kianda/activity", who: "finance", pictured: false },
  { name: "activity-entries", path: "/w/kianda/activity?show=entries", who: "owner", pictured: false },
  { name: "activity-balance", path: "/w/kianda/activity?show=balance", who: "owner", pictured: false },
  { name: "buy", path: "/w/{own}/buy", who: "newcomer" },
  { name: "buy-pace", path: "/w/kianda/buy", who: "owner", pictured: false },
  { name: "buy-asked", path: "/w/kianda/buy", who: "viewer" },
  { name: "top-up", path: "/w/bintang/numbers/surabaya/top-up", who: "owner", pictured: false },
  { name: "numbers", path: "/w/{own}/numbers", who: "newcomer", pictured: false },
  { name: "payment-methods", path: "/w/{own}/payment-methods", who: "newcomer", pictured: false },
  { name: "rates", path: "/w/{own}/rates?channel=sms", who: "newcomer", pictured: false },
  { name: "rates-found", path: "/w/kianda/rates?q=%2B351&count=500&text=Ol%C3%A1", who: "viewer", pictured: false },
  { name: "exports", path: "/w/{own}/exports", who: "newcomer" },
  { name: "purchases", path: "/w/{own}/purchases", who: "newcomer" },
  { name: "purchases-all", path: "/w/kianda/purchases", who: "finance", pictured: false },
  { name: "purchase", path: `/w/stage-one/purchases/${stage.purchaseId}`, who: "keeper", pictured: false },
  { name: "reconciliation", path: "/w/kianda/reconciliation", who: "finance", pictured: false },
  { name: "overview-huge", path: "/w/stage-fifty/overview", who: "keeper" },
  { name: "overview-owed", path: "/w/stage-owed/overview", who: "keeper" },
  { name: "usage-one", path: `/w/stage-one/usage?${june}`, who: "keeper" },
  { name: "usage-fifty", path: `/w/stage-fifty/usage?${june}`, who: "keeper" },
  { name: "usage-recipients", path: `/w/stage-fifty/usage?${june}&group=recipient&compare=before`, who: "keeper" },
  { name: "usage-none", path: `/w/stage-fifty/usage?${june}&q=nobody@example.com`, who: "keeper" },
  { name: "activity-one", path: "/w/stage-one/activity?range=2026-06", who: "keeper" },
  { name: "activity-fifty", path: "/w/stage-fifty/activity?range=2026-06", who: "keeper" },
  { name: "activity-fifty-entries", path: "/w/stage-fifty/activity?range=2026-06&show=entries", who: "keeper" },
  { name: "activity-owed", path: "/w/stage-owed/activity?range=2026-06&show=entries", who: "keeper" },
  {
    name: "balance-explained",
    path: "/w/stage-fifty/activity?show=balance&at=2026-06-20T12:00",
    who: "keeper",
  },
  { name: "numbers-long", path: "/w/stage-fifty/numbers", who: "keeper" },
  { name: "api-keys", path: "/w/{own}/api-keys", who: "newcomer" },
  { name: "api-key", path: `/w/stage-one/api-keys/${stage.keyId}`, who: "keeper", pictured: false },
  { name: "api-keys-new", path: "/w/kianda/api-keys/new", who: "owner" },
  { name: "team", path: "/w/kianda/team", who: "owner" },
  { name: "settings-account", path: "/w/kianda/settings/account", who: "owner" },
  { name: "settings-company", path: "/w/kianda/settings/company", who: "owner" },
  { name: "settings-security", path: "/w/{own}/settings/security", who: "newcomer" },
  { name: "settings-privacy", path: "/w/kianda/settings/privacy", who: "owner", pictured: false },
  { name: "notifications", path: "/w/kianda/notifications", who: "owner" },
  { name: "more", path: "/w/kianda/more", who: "owner", pictured: false },
  { name: "new-workspace", path: "/new-workspace", who: "owner" },
  { name: "operator-prices", path: "/operator/catalogue", who: "operator", pictured: false },
  { name: "operator-agreements", path: "/operator/catalogue?area=agreements", who: "operator", pictured: false },
  { name: "operator-rates", path: "/operator/catalogue?area=rates", who: "operator", pictured: false },
  { name: "operator-taxes", path: "/operator/catalogue?area=taxes", who: "operator", pictured: false },
  { name: "operator-sellers", path: "/operator/catalogue?area=sellers", who: "operator", pictured: false },
  { name: "operator-workspaces", path: "/operator/workspaces", who: "operator", pictured: false },
  { name: "operator-workspace", path: "/operator/workspaces/kianda", who: "operator", pictured: false },
  { name: "operator-payments", path: "/operator/payments", who: "operator", pictured: false },
  { name: "docs", path: "/docs", who: null },
  { name: "terms", path: "/terms", who: null },
  { name: "inbox", path: "/dev/inbox", who: null, pictured: false },
  { name: "refused", path: "/w/kianda/settings/company", who: "viewer" },
  { name: "not-found", path: "/w/kianda/nothing-here", who: "owner" },
];

export type MailedPlace = { name: string; mailed: MailedPath; who: Mailbox | null };

/** The pages behind a mailed link, in each state that depends on who opens it; and the mails themselves. */
export const mailedPlaces: readonly MailedPlace[] = [
  { name: "sign-up-finish", mailed: "finishSignUp", who: null },
  { name: "sign-in-by-link", mailed: "signInLink", who: null },
  { name: "reset-password", mailed: "resetPassword", who: null },
  { name: "confirm-email", mailed: "confirmEmail", who: null },
  { name: "invitation-own", mailed: "memberInvitation", who: "member" },
  { name: "invitation-account", mailed: "memberInvitation", who: null },
  { name: "invitation-stranger", mailed: "strangerInvitation", who: null },
  { name: "invitation-other", mailed: "strangerInvitation", who: "owner" },
  { name: "mailbox", mailed: "mailbox", who: null },
  { name: "mail", mailed: "mail", who: null },
];
