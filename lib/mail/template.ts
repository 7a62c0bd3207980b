import type { ReactNode } from "react";
import type { Formatter } from "@/lib/format";
import type { Role } from "@/lib/gate/permissions";
import type { translatorFor } from "@/lib/i18n/translator";
import type { MailName, Mails, Recipient } from "./mails";

export type MailContent = {
  subject: string;
  body: ReactNode;
  /** The workspace the mail is sent for; none for mails about the account itself. */
  workspace?: string;
};

/** What a template may use besides its own props: the recipient's language and zone, and the ways into the product. */
export type Desk = {
  to: Recipient;
  t: ReturnType<typeof translatorFor<"mail">>;
  fmt: Formatter;
  role: (role: Role) => string;
  /** An instant with its zone. */
  moment: (iso: string) => string;
  duration: (minutes: number) => string;
  page: (path: string) => string;
  secretLink: (path: string, id: string, purpose: string) => string;
};

export type Template<Name extends MailName> = (props: Mails[Name], desk: Desk) => MailContent;
