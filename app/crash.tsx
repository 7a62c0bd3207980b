"use client";

import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import en from "@/lib/i18n/messages/en/crash.json";
import id from "@/lib/i18n/messages/id/crash.json";
import pt from "@/lib/i18n/messages/pt/crash.json";
import ptBR from "@/lib/i18n/messages/pt-BR/crash.json";

type Words = typeof en;

/** These few words travel with the page: when they are needed the server may have nothing to say. */
const words: Record<string, Words> = { en, id, "pt-AO": pt, "pt-BR": { ...pt, ...ptBR } };

export type CrashProps = { error: unknown; retry: () => void };

export function Crash({ error, retry }: CrashProps) {
  const [lang, setLang] = useState("en");
  useEffect(() => setLang(document.documentElement.lang), []);
  const t = (key: `crash.${keyof Words}`) => (words[lang] ?? en)[key.slice("crash.".length) as keyof Words];
  const reference = error instanceof Error && "digest" in error ? String(error.digest) : null;
  return (
    <div role="alert">
      <h1 className="display border-b border-ink pb-3.5 text-display-md">{t("crash.title")}</h1>
      <p className="mt-5 max-w-[68ch] text-ink-2">{t("crash.body")}</p>
      {reference && (
        <p className="mt-3 flex flex-wrap items-baseline gap-x-2">
          <span className="text-xs text-ink-3">{t("crash.reference")}</span>
          <code className="font-mono text-sm break-all">{reference}</code>
        </p>
      )}
      <p className="mt-5 flex flex-wrap gap-2">
        <Button variant="primary" onClick={() => retry()}>
          {t("crash.retry")}
        </Button>
        <Button href="/">{t("crash.home")}</Button>
      </p>
    </div>
  );
}
