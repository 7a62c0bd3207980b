import { useTranslations } from "next-intl";
import type { CaughtMail } from "@/lib/inbox/data";

const views = ["html", "text", "links", "headers"] as const;
export type View = (typeof views)[number];

export function viewOf(asked: unknown): View {
  return views.find((view) => view === asked) ?? "html";
}

export function MailView({ mail, view }: { mail: CaughtMail; view: View }) {
  const t = useTranslations("inbox");
  switch (view) {
    case "html":
      return mail.html ? <Page html={mail.html} title={t("frame")} /> : <p>{t("noHtml")}</p>;
    case "text":
      return mail.text ? <Plain text={mail.text} label={t("text")} /> : <p>{t("noText")}</p>;
    case "links":
      return (
        <ul className="grid gap-2 border-y border-line py-3">
          {mail.links.map((link) => (
            <li key={link}>
              <a href={link} className="break-all text-accent underline" rel="noreferrer">
                {link}
              </a>
            </li>
          ))}
        </ul>
      );
    case "headers":
      return (
        <Plain text={mail.headers.map(({ name, value }) => `${name}: ${value}`).join("\n")} label={t("headers")} />
      );
  }
}

/** Somebody else's page: it may open links in a new tab, and nothing else. */
function Page({ html, title }: { html: string; title: string }) {
  return (
    <iframe
      title={title}
      srcDoc={html}
      sandbox="allow-popups allow-popups-to-escape-sandbox"
      referrerPolicy="no-referrer"
      className="h-[70dvh] min-h-80 w-full border border-line bg-canvas"
    />
  );
}

function Plain({ text, label }: { text: string; label: string }) {
  return (
    <section aria-label={label} className="border-y border-line py-3">
      <pre className="text-sm break-words whitespace-pre-wrap">{text}</pre>
    </section>
  );
}
