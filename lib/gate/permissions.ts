export const roles = ["owner", "admin", "finance", "developer", "viewer"] as const;
export type Role = (typeof roles)[number];

/** What a person may do, by role; pages and actions name one of these and nothing else. */
const holders = {
  "balance:read": ["owner", "admin", "finance", "developer", "viewer"],
  "notifications:read": ["owner", "admin", "finance", "developer", "viewer"],
  "workspace:read": ["owner", "admin", "finance", "developer", "viewer"],
  "workspace:write": ["owner", "admin"],
  "company:read": ["owner", "admin", "finance"],
  "company:write": ["owner", "admin", "finance"],
  "team:read": ["owner", "admin", "finance"],
  "team:write": ["owner", "admin"],
  "team:leave": ["owner", "admin", "finance", "developer", "viewer"],
  "audit:read": ["owner", "admin", "finance"],
  /** Phone numbers and addresses in full; who does not hold it sees them masked. */
  "recipients:read": ["owner", "admin", "finance"],
  /** Statements with what credits had cost; whoever works with keys or looks at charts has the balance and the usage. */
  "activity:read": ["owner", "admin", "finance"],
  "recipients:erase": ["owner", "admin"],
  "usage:read": ["owner", "admin", "finance", "developer"],
  "credits:buy": ["owner", "admin"],
  /** Purchases, invoices and what was paid with. */
  "purchases:read": ["owner", "admin", "finance"],
  "cards:write": ["owner", "admin"],
  "books:read": ["owner", "admin", "finance"],
  "books:check": ["owner", "admin"],
  "api-keys:read": ["owner", "admin", "developer"],
  "api-keys:write": ["owner", "admin", "developer"],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof holders;

export function may(role: Role, permission: Permission): boolean {
  return (holders[permission] as readonly Role[]).includes(role);
}

export function rolesThatMay(permission: Permission): readonly Role[] {
  return holders[permission];
}

/** An owner hands out any role; an admin any but owner, and never touches an owner. */
export function mayAssign(actor: Role, target: { from?: Role; to: Role }): boolean {
  if (actor === "owner") return true;
  return may(actor, "team:write") && target.from !== "owner" && target.to !== "owner";
}

export const apiScopes = [
  "credits:read",
  "usage:read",
  "recipients:read",
  "usage:write",
  "holds:write",
  "agents:write",
  "numbers:write",
  "webhooks:write",
] as const;
export type ApiScope = (typeof apiScopes)[number];

/** Nobody hands to a program what they may not see themselves. */
export function mayGrant(role: Role, scope: ApiScope): boolean {
  return scope !== "recipients:read" || may(role, scope);
}
