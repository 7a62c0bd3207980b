import "server-only";
import { render } from "@react-email/render";
import { mailLinkUrl } from "@/lib/auth/mail-link";
import { env } from "@/lib/env";
import { formatter } from "@/lib/format";
import { defaultLocale, formatLocaleFor, htmlLang, isLocale, type Locale } from "@/lib/i18n/locales";
import { translatorFor } from "@/lib/i18n/translator";
import { headerText } from "./address";
import { Layout, Paragraph } from "./layout";
import type { MailJob, MailName } from "./mails";
import type { Desk, MailContent, Template } from "./template";
import { alreadyAMember } from "./templates/already-a-member";
import { emailChange } from "./templates/email-change";
import { emailChanged } from "./templates/email-changed";
import { invitation } from "./templates/invitation";
import { invitationAccepted } from "./templates/invitation-accepted";
import { memberRemoved } from "./templates/member-removed";
import { moneyBack } from "./templates/money-back";
import { passwordChanged } from "./templates/password-changed";
import { passwordReset } from "./templates/password-reset";
import { purchaseReceipt } from "./templates/purchase-receipt";
import { recurringFailed } from "./templates/recurring-failed";
import { roleChanged } from "./templates/role-changed";
import { signInLink } from "./templates/sign-in-link";
import { signUpLink } from "./templates/sign-up-link";

const templates: { [Name in MailName]: Template<Name> } = {
  "sign-in-link": signInLink,
  "sign-up-link": signUpLink,
  "already-a-member": alreadyAMember,
  "password-reset": passwordReset,
  "password-changed": passwordChanged,
  "email-change": emailChange,
  "email-changed": emailChanged,
  invitation,
  "invitation-accepted": invitationAccepted,
  "role-changed": roleChanged,
  "member-removed": memberRemoved,
  "purchase-receipt": purchaseReceipt,
  "money-back": moneyBack,
  "recurring-failed": recurringFailed,
};

export type WrittenMail = { subject: string; html: string; text: string };

/** The same job gives the same mail, letter for letter. */
export async function writeMail(job: MailJob): Promise<WrittenMail> {
  const locale = isLocale(job.locale) ? job.locale : defaultLocale;
  const desk = deskFor(job, locale);
  const { t } = desk;
  const { subject, body, workspace } = contentOf(job, desk);
  const product = translatorFor(locale, "common")("product");
  const name = headerText(job.to.name, 80);
  const footer = [
    workspace ? t("footer", { product, workspace }) : t("footerAccount", { product }),
    ...(job.reference ? [t("reference", { id: job.reference })] : []),
  ];
  const mail = (
    <Layout lang={htmlLang(locale)} preview={subject} product={product} footer={footer}>
      <Paragraph>{name ? t("greeting", { name }) : t("greetingPlain")}</Paragraph>
      {body}
    </Layout>
  );
  return { subject: headerText(subject), html: await render(mail), text: await render(mail, asText) };
}

const asText = {
  plainText: true,
  htmlToTextOptions: {
    wordwrap: false,
    selectors: [
      { selector: "[data-skip-in-text=true]", format: "skip" },
      { selector: "img", format: "skip" },
      { selector: "a", options: { hideLinkHrefIfSameAsText: true } },
      { selector: "hr", options: { length: 3 } },
      { selector: "table.facts", format: "dataTable", options: { colSpacing: 2, uppercaseHeaderCells: false } },
    ],
  },
} as const;

function contentOf(job: MailJob, desk: Desk): MailContent {
  // One case per shape of props would say the same ten times: the job type pairs each template with its own props.
  const write = templates[job.template] as Template<MailName>;
  return write(job.props as never, desk);
}

function deskFor(job: MailJob, locale: Locale): Desk {
  const t = translatorFor(locale, "mail");
  const roles = translatorFor(locale, "common");
  const fmt = formatter({ locale: formatLocaleFor(locale, ""), timeZone: job.timeZone ?? "UTC", currency: "USD" });
  return {
    to: job.to,
    t,
    fmt,
    role: (role) => roles(`roles.${role}.name`),
    moment: (iso) => `${fmt.dateTime(new Date(iso))}, ${fmt.zone(new Date(iso))}`,
    duration: (minutes) =>
      minutes >= 120
        ? t("duration.hours", { count: Math.floor(minutes / 60) })
        : t("duration.minutes", { count: minutes }),
    page: (path) => new URL(path, env().APP_URL).href,
    secretLink: mailLinkUrl,
  };
}
