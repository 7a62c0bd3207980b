import type { Who } from "./fixtures";

/**
 * Every page a person can open by its address, with somebody who may. A newcomer founds a workspace of their own first,
 * where the page shows what other tests change in the demo's.
 */
export const places: readonly { name: string; path: string; who: Who | "newcomer" | null }[] = [
  { name: "sign-in", path: "/sign-in", who: null },
  { name: "sign-in-link", path: "/sign-in/link", who: null },
  { name: "sign-up", path: "/sign-up", who: null },
  { name: "forgot-password", path: "/forgot-password", who: null },
  { name: "check-mail", path: "/check-mail?for=sign-in", who: null },
  { name: "dead-link", path: "/reset-password?token=nothing", who: null },
  { name: "overview", path: "/w/kianda/overview", who: "owner" },
  { name: "team", path: "/w/kianda/team", who: "owner" },
  { name: "settings-account", path: "/w/kianda/settings/account", who: "owner" },
  { name: "settings-company", path: "/w/kianda/settings/company", who: "owner" },
  { name: "settings-security", path: "/w/{own}/settings/security", who: "newcomer" },
  { name: "notifications", path: "/w/kianda/notifications", who: "owner" },
  { name: "more", path: "/w/kianda/more", who: "owner" },
  { name: "new-workspace", path: "/new-workspace", who: "owner" },
  { name: "inbox", path: "/dev/inbox", who: null },
  { name: "refused", path: "/w/kianda/settings/company", who: "viewer" },
  { name: "not-found", path: "/w/kianda/nothing-here", who: "owner" },
];
