import type { ApiScope, Permission } from "@/lib/gate/permissions";

/**
 * Who may do what, for every page, route and action of the product. A test compares this with what the build made and
 * fails for anything that is not declared here.
 *
 * `anyone` needs no session, `account` a session, `demo` exists on the embedded run only, `token` carries a secret of
 * its own, `operator` is for who runs the installation; a permission needs a membership whose role holds it.
 */
export type Access = "anyone" | "account" | "demo" | "token" | "operator" | Permission;

/** What a key has to hold, by method: a route of the public API. */
type KeyAccess = Partial<Record<"GET" | "POST" | "PUT" | "DELETE", ApiScope>>;

export const pages = {
  "/": "account",
  "/sign-in": "anyone",
  "/sign-in/link": "anyone",
  "/check-mail": "anyone",
  "/sign-up": "anyone",
  "/sign-up/finish": "token",
  "/forgot-password": "anyone",
  "/reset-password": "token",
  "/invitation": "token",
  "/confirm-email": "token",
  "/docs": "anyone",
  "/terms": "anyone",
  "/new-workspace": "account",
  "/w/[workspace]": "workspace:read",
  "/w/[workspace]/[...missing]": "workspace:read",
  "/w/[workspace]/overview": "balance:read",
  "/w/[workspace]/usage": "usage:read",
  "/w/[workspace]/activity": "activity:read",
  "/w/[workspace]/exports": "usage:read",
  "/w/[workspace]/buy": "balance:read",
  "/w/[workspace]/payment-methods": "purchases:read",
  "/w/[workspace]/numbers": "balance:read",
  "/w/[workspace]/purchases": "purchases:read",
  "/w/[workspace]/purchases/[id]": "purchases:read",
  "/w/[workspace]/numbers/[id]/top-up": "balance:read",
  "/w/[workspace]/rates": "balance:read",
  "/w/[workspace]/reconciliation": "books:read",
  "/w/[workspace]/api-keys": "api-keys:read",
  "/w/[workspace]/api-keys/new": "api-keys:write",
  "/w/[workspace]/api-keys/[id]": "api-keys:read",
  "/w/[workspace]/team": "workspace:read",
  "/w/[workspace]/settings": "workspace:read",
  "/w/[workspace]/settings/account": "workspace:read",
  "/w/[workspace]/settings/company": "company:read",
  "/w/[workspace]/settings/security": "workspace:read",
  "/w/[workspace]/settings/privacy": "recipients:erase",
  "/w/[workspace]/notifications": "notifications:read",
  "/w/[workspace]/more": "workspace:read",
  "/operator/payments": "operator",
  "/operator/catalogue": "operator",
  "/operator/workspaces": "operator",
  "/operator/workspaces/[id]": "operator",
  "/dev/inbox": "demo",
  "/dev/inbox/[id]": "demo",
} as const satisfies Record<string, Access>;

export const routes = {
  "/api/auth/[...nextauth]": "anyone",
  "/healthz": "anyone",
  "/readyz": "anyone",
  "/metrics": "token",
  "/webhooks/stripe": "token",
  "/webhooks/bank": "token",
  "/manifest.webmanifest": "anyone",
  "/dev/inbox/[id]/html": "demo",
  "/sandbox/[...path]": "demo",
  "/w/[workspace]/notifications/unread": "notifications:read",
  "/w/[workspace]/usage/count": "usage:read",
  "/w/[workspace]/activity/statement.csv": "activity:read",
  "/w/[workspace]/activity/statement.pdf": "activity:read",
  "/w/[workspace]/rates/csv": "balance:read",
  "/w/[workspace]/purchases/purchases.csv": "purchases:read",
  "/w/[workspace]/purchases/documents.zip": "purchases:read",
  "/w/[workspace]/purchases/[id]/state": "purchases:read",
  "/w/[workspace]/purchases/[id]/invoice.pdf": "purchases:read",
  "/w/[workspace]/invoices/[id]/pdf": "purchases:read",
  "/w/[workspace]/exports/[id]/file": "usage:read",
  "/w/[workspace]/exports/[id]/checksum": "usage:read",
  "/w/[workspace]/exports/[id]/progress": "usage:read",
  "/v1/credits": { GET: "credits:read" },
  "/v1/usage": { GET: "usage:read", POST: "usage:write" },
  "/v1/usage.csv": { GET: "usage:read" },
  "/v1/usage/[id]/return": { POST: "usage:write" },
  "/v1/holds": { POST: "holds:write" },
  "/v1/holds/[id]/extend": { POST: "holds:write" },
  "/v1/holds/[id]/settle": { POST: "holds:write" },
  "/v1/holds/[id]/release": { POST: "holds:write" },
  "/v1/rates": { GET: "credits:read" },
  "/v1/ledger": { GET: "usage:read" },
  "/v1/quote": { POST: "credits:read" },
  "/v1/agents/[id]": { PUT: "agents:write" },
  "/v1/numbers/[id]": { PUT: "numbers:write" },
  "/v1/openapi.json": "anyone",
  "/v1/[[...missing]]": "anyone",
} as const satisfies Record<string, Access | KeyAccess>;

export type RoutePath = keyof typeof routes;
export type KeyRoute = { [K in RoutePath]: (typeof routes)[K] extends KeyAccess ? K : never }[RoutePath];

export function scopeOf(path: KeyRoute, method: keyof KeyAccess): ApiScope {
  const scope = (routes[path] as KeyAccess)[method];
  if (!scope) throw new Error(`Broken promise: the access list names a scope for ${method} ${path}`);
  return scope;
}

/** `at` is the file below app/ and the exported name. */
type ActionAccess = { at: string; may: Access };

export const actions = {
  "auth.signIn": { at: "(public)/sign-in/actions#signIn", may: "anyone" },
  "auth.signInAsDemo": { at: "(public)/sign-in/actions#signInAsDemo", may: "demo" },
  "auth.requestSignInLink": { at: "(public)/sign-in/actions#requestSignInLink", may: "anyone" },
  "auth.signInByLink": { at: "(public)/sign-in/link/actions#signInByLink", may: "token" },
  "auth.requestSignUp": { at: "(public)/sign-up/actions#requestSignUp", may: "anyone" },
  "auth.finishSignUp": { at: "(public)/sign-up/finish/actions#finishSignUp", may: "token" },
  "auth.requestPasswordReset": { at: "(public)/forgot-password/actions#requestPasswordReset", may: "anyone" },
  "auth.resetPassword": { at: "(public)/reset-password/actions#resetPassword", may: "token" },
  "auth.confirmEmail": { at: "(public)/confirm-email/actions#confirmEmail", may: "token" },
  "auth.signOut": { at: "_gate/sign-out#signOut", may: "account" },
  "auth.acceptInvitation": { at: "(public)/invitation/actions#acceptInvitation", may: "account" },
  "auth.joinAsNewPerson": { at: "(public)/invitation/actions#joinAsNewPerson", may: "token" },
  "auth.chooseLanguage": { at: "_outside/language-actions#chooseLanguage", may: "anyone" },
  "account.rename": { at: "w/[workspace]/settings/account/actions#renameAccount", may: "account" },
  "account.setPreferences": { at: "w/[workspace]/settings/account/actions#setPreferences", may: "account" },
  "account.setUsageColumns": { at: "w/[workspace]/usage/actions#setUsageColumns", may: "account" },
  "account.requestEmailChange": { at: "w/[workspace]/settings/account/actions#requestEmailChange", may: "account" },
  "account.changePassword": { at: "w/[workspace]/settings/security/actions#changePassword", may: "account" },
  "account.revokeSession": { at: "w/[workspace]/settings/security/actions#revokeSession", may: "account" },
  "account.signOutEverywhere": { at: "w/[workspace]/settings/security/actions#signOutEverywhere", may: "account" },
  "balance.hideWarning": { at: "w/[workspace]/_frame/actions#hideLow", may: "balance:read" },
  "workspace.create": { at: "new-workspace/actions#createWorkspace", may: "account" },
  "workspace.change": { at: "w/[workspace]/settings/company/actions#changeWorkspace", may: "workspace:write" },
  "company.change": { at: "w/[workspace]/settings/company/actions#changeCompany", may: "company:write" },
  "team.invite": { at: "w/[workspace]/team/actions#inviteMembers", may: "team:write" },
  "team.resendInvitation": { at: "w/[workspace]/team/actions#resendInvitation", may: "team:write" },
  "team.revokeInvitation": { at: "w/[workspace]/team/actions#revokeInvitation", may: "team:write" },
  "team.changeRole": { at: "w/[workspace]/team/actions#changeRole", may: "team:write" },
  "team.removeMember": { at: "w/[workspace]/team/actions#removeMember", may: "team:write" },
  "team.leave": { at: "w/[workspace]/team/actions#leaveWorkspace", may: "team:leave" },
  "cards.add": { at: "w/[workspace]/payment-methods/actions#addCard", may: "cards:write" },
  "cards.default": { at: "w/[workspace]/payment-methods/actions#makeDefault", may: "cards:write" },
  "cards.remove": { at: "w/[workspace]/payment-methods/actions#remove", may: "cards:write" },
  "apiKeys.create": { at: "w/[workspace]/api-keys/actions#createKey", may: "api-keys:write" },
  "apiKeys.change": { at: "w/[workspace]/api-keys/actions#changeKey", may: "api-keys:write" },
  "apiKeys.rotate": { at: "w/[workspace]/api-keys/actions#rotateKey", may: "api-keys:write" },
  "apiKeys.endOverlap": { at: "w/[workspace]/api-keys/actions#endOldSecret", may: "api-keys:write" },
  "apiKeys.revoke": { at: "w/[workspace]/api-keys/actions#revokeKey", may: "api-keys:write" },
  "apiKeys.askCredits": { at: "w/[workspace]/api-keys/actions#askCredits", may: "api-keys:read" },
  "purchases.start": { at: "w/[workspace]/_buy/actions#buy", may: "credits:buy" },
  "purchases.request": { at: "w/[workspace]/_buy/actions#requestCredits", may: "balance:read" },
  "exports.order": { at: "w/[workspace]/_exports/actions#orderExport", may: "usage:read" },
  "exports.cancel": { at: "w/[workspace]/_exports/actions#cancelExport", may: "usage:read" },
  "exports.resume": { at: "w/[workspace]/_exports/actions#resumeExport", may: "usage:read" },
  "books.checkNow": { at: "w/[workspace]/reconciliation/actions#checkNow", may: "books:check" },
  "purchases.continue": { at: "w/[workspace]/purchases/[id]/actions#continuePurchase", may: "credits:buy" },
  "purchases.cancel": { at: "w/[workspace]/purchases/[id]/actions#cancelPurchase", may: "credits:buy" },
  "usage.keep": { at: "w/[workspace]/settings/privacy/actions#keepUsage", may: "recipients:erase" },
  "recipients.erase": { at: "w/[workspace]/settings/privacy/actions#eraseRecipient", may: "recipients:erase" },
  "notifications.markRead": { at: "w/[workspace]/notifications/actions#markRead", may: "notifications:read" },
  "notifications.markAllRead": { at: "w/[workspace]/notifications/actions#markAllRead", may: "notifications:read" },
  "operator.previewOffer": { at: "operator/catalogue/actions#previewOffer", may: "operator" },
  "operator.publishOffer": { at: "operator/catalogue/actions#publishPrices", may: "operator" },
  "operator.endAgreement": { at: "operator/catalogue/actions#endAgreement", may: "operator" },
  "operator.checkRates": { at: "operator/catalogue/actions#checkRates", may: "operator" },
  "operator.publishRates": { at: "operator/catalogue/actions#publishRates", may: "operator" },
  "operator.publishTax": { at: "operator/catalogue/actions#publishTax", may: "operator" },
  "operator.saveSeller": { at: "operator/catalogue/actions#saveSeller", may: "operator" },
  "operator.givePromo": { at: "operator/workspaces/actions#givePromo", may: "operator" },
  "operator.correctBalance": { at: "operator/workspaces/actions#correctBalance", may: "operator" },
  "operator.decideAdjustment": { at: "operator/workspaces/actions#decideAdjustment", may: "operator" },
  "operator.replayEvent": { at: "operator/payments/actions#replay", may: "operator" },
  "operator.decideReview": { at: "operator/payments/actions#decide", may: "operator" },
  "operator.refund": { at: "operator/payments/actions#refund", may: "operator" },
  "operator.freeze": { at: "operator/payments/actions#freeze", may: "operator" },
} as const satisfies Record<string, ActionAccess>;

export type ActionName = keyof typeof actions;

export type MemberAction = {
  [K in ActionName]: (typeof actions)[K]["may"] extends Permission ? K : never;
}[ActionName];
export type AccountAction = {
  [K in ActionName]: (typeof actions)[K]["may"] extends "account" ? K : never;
}[ActionName];
export type OperatorAction = {
  [K in ActionName]: (typeof actions)[K]["may"] extends "operator" ? K : never;
}[ActionName];
export type PublicAction = Exclude<ActionName, MemberAction | AccountAction | OperatorAction>;
