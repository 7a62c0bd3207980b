import { Body, Button, Container, Head, Hr, Html, Link, Preview, Text } from "@react-email/components";
import type { ReactNode } from "react";
import { darkStyles, fonts, light } from "./look";

const text = { fontFamily: fonts, fontSize: 16, lineHeight: "24px", margin: "0 0 16px" } as const;

type LayoutProps = {
  lang: string;
  /** What the list of mails shows after the subject, and what the mail is called when it is opened alone. */
  preview: string;
  product: string;
  footer: readonly string[];
  children: ReactNode;
};

export function Layout({ lang, preview, product, footer, children }: LayoutProps) {
  return (
    <Html lang={lang} dir="ltr">
      <Head>
        <title>{preview}</title>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style>{darkStyles}</style>
      </Head>
      <Preview>{preview}</Preview>
      <Body className="m-canvas" style={{ backgroundColor: light.canvas, margin: 0, padding: "24px 12px" }}>
        <Container className="m-canvas" style={{ maxWidth: 560, backgroundColor: light.canvas }}>
          <Text
            className="m-ink m-rule"
            data-skip-in-text="true"
            style={{
              ...text,
              color: light.ink,
              fontWeight: 600,
              margin: "0 0 24px",
              paddingBottom: 12,
              borderBottom: `1px solid ${light.ink}`,
            }}
          >
            {product}
          </Text>
          {children}
          <Hr className="m-line" style={{ borderColor: light.line, margin: "32px 0 12px" }} />
          {footer.map((line) => (
            <Text
              key={line}
              className="m-ink3"
              style={{ ...text, color: light.ink3, fontSize: 13, lineHeight: "18px", margin: "0 0 4px" }}
            >
              {line}
            </Text>
          ))}
        </Container>
      </Body>
    </Html>
  );
}

export function Paragraph({ children }: { children: ReactNode }) {
  return (
    <Text className="m-ink" style={{ ...text, color: light.ink }}>
      {children}
    </Text>
  );
}

export function Note({ children }: { children: ReactNode }) {
  return (
    <Text className="m-ink2" style={{ ...text, color: light.ink2, fontSize: 14, lineHeight: "20px" }}>
      {children}
    </Text>
  );
}

/** The one thing to press, and its address in full below: people check where a link goes, and some programs cut buttons. */
export function Action({ href, label, fallback }: { href: string; label: string; fallback: string }) {
  return (
    <>
      <Text style={{ margin: "8px 0 24px" }} data-skip-in-text="true">
        <Button
          href={href}
          className="m-button"
          style={{
            backgroundColor: light.primary,
            borderRadius: 8,
            color: light.primaryText,
            fontFamily: fonts,
            fontSize: 16,
            fontWeight: 600,
            lineHeight: "20px",
            padding: "12px 20px",
          }}
        >
          {label}
        </Button>
      </Text>
      <Text
        className="m-ink2"
        data-skip-in-text="true"
        style={{ ...text, color: light.ink2, fontSize: 14, lineHeight: "20px", margin: "0 0 4px" }}
      >
        {fallback}
      </Text>
      <Text style={{ ...text, fontSize: 14, lineHeight: "20px", wordBreak: "break-all" }}>
        <Link href={href} className="m-accent" style={{ color: light.accent }}>
          {href}
        </Link>
      </Text>
    </>
  );
}

export type Fact = { label: string; value: string };

export function Facts({ facts }: { facts: readonly Fact[] }) {
  const cell = {
    fontFamily: fonts,
    fontSize: 15,
    lineHeight: "20px",
    padding: "8px 0",
    borderBottom: `1px solid ${light.line}`,
  } as const;
  return (
    <table
      className="facts"
      cellPadding={0}
      cellSpacing={0}
      style={{ borderCollapse: "collapse", width: "100%", margin: "0 0 24px" }}
    >
      <tbody>
        {facts.map(({ label, value }) => (
          <tr key={label}>
            <th
              scope="row"
              className="m-ink2 m-line"
              style={{ ...cell, color: light.ink2, fontWeight: 400, textAlign: "left" }}
            >
              {label}
            </th>
            <td
              className="m-ink m-line"
              style={{ ...cell, color: light.ink, fontVariantNumeric: "tabular-nums", textAlign: "right" }}
            >
              {value}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
