import type { WorkspaceId } from "@/lib/context";
import type { Role } from "@/lib/gate/permissions";
import type { Language } from "@/lib/i18n/locales";

/** Every mail Saldo sends, and what it has to be told. Instants travel as ISO strings, links as the id of their row. */
export type Mails = {
  "sign-in-link": { tokenId: string; minutes: number };
  "sign-up-link": { tokenId: string; minutes: number };
  /** Somebody wanted to sign up with the address of an account. */
  "already-a-member": Record<string, never>;
  "password-reset": { tokenId: string; minutes: number };
  "password-changed": { at: string };
  /** To the new address. */
  "email-change": { tokenId: string; minutes: number };
  /** To the old address, which its owner may have lost to somebody else. */
  "email-changed": { at: string };
  /** `sendCount` is part of what the link signs: sending again makes the older link worthless. */
  invitation: {
    invitationId: string;
    sendCount: number;
    workspace: string;
    inviter: string;
    role: Role;
    expiresAt: string;
  };
  "invitation-accepted": { workspace: string; slug: string; person: string; role: Role };
  "role-changed": { workspace: string; slug: string; by: string; from: Role; to: Role };
  "member-removed": { workspace: string; by: string };
  /** With the invoice, which is drawn when the mail is sent. Amounts are text, because JSON knows only floats. */
  "purchase-receipt": {
    workspace: string;
    workspaceId: WorkspaceId;
    slug: string;
    purchaseId: string;
    invoiceId: string;
    number: string;
    invoiceNumber: string;
    creditsMicro: string;
    totalMinor: string;
    currency: string;
  };
  /** A refund or a dispute of a purchase. Credits in millionths and money in minor units, as text. */
  "recurring-failed": {
    workspace: string;
    number: string;
    amountMinor: string;
    currency: string;
    slug: string;
    purchaseId: string;
  };
  "money-back": {
    what: "refund_done" | "refund_failed" | "dispute_inquiry" | "dispute_open" | "dispute_won" | "dispute_lost";
    workspace: string;
    slug: string;
    purchaseId: string;
    number: string;
    creditsMicro: string;
    amountMinor: string;
    currency: string;
  };
};

export type MailName = keyof Mails;

/** Always one person: a list would show everybody to everybody, and a parsed string can be made to hold two. */
export type Recipient = { name: string; address: string };

type Letter<Name extends MailName> = {
  template: Name;
  props: Mails[Name];
  to: Recipient;
  /** The recipient's language; anything unknown is written in English. */
  locale: Language | (string & {});
  /** The workspace's zone, in which days and hours are told; UTC where no workspace is involved. */
  timeZone?: string;
  /** Names this one effect. The Message-ID is made of it, so a mail that is sent again after a crash is recognised. */
  effectKey: string;
  /** After this moment the mail would only confuse, and is dropped. */
  deadline?: string;
  /** The notification this mail repeats. */
  reference?: string;
};

export type MailJob = { [Name in MailName]: Letter<Name> }[MailName];
