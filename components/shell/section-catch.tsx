"use client";

import { catchError, type ErrorInfo } from "next/error";
import { CopyField } from "@/components/forms/copy-field";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";

export type SectionErrorLabels = {
  /** "This part could not be loaded." */
  title: string;
  /** That the rest of the page stands, and what to do. */
  body: string;
  retry: string;
  reference: string;
  copy: string;
  copied: string;
};

type SectionCatchProps = { labels: SectionErrorLabels; requestId?: string };

function SectionError({ labels, requestId }: SectionCatchProps, { error, retry }: ErrorInfo) {
  const reference = requestId ?? digestOf(error);
  return (
    <div role="alert" className="border-y border-line py-4">
      <p className="flex items-start gap-2 font-semibold text-danger">
        <Icon name="error" className="mt-0.5 shrink-0" />
        {labels.title}
      </p>
      <p className="mt-1 max-w-[68ch] ps-6 text-ink-2">{labels.body}</p>
      <div className="mt-2.5 flex flex-wrap items-center gap-x-5 gap-y-2">
        <Button size="sm" onClick={() => retry()}>
          {labels.retry}
        </Button>
        {reference && (
          <span className="inline-flex flex-wrap items-center gap-1.5 text-xs text-ink-3">
            {labels.reference}
            <CopyField value={reference} label={labels.copy} copied={labels.copied} />
          </span>
        )}
      </div>
    </div>
  );
}

function digestOf(error: unknown) {
  if (!error || typeof error !== "object" || !("digest" in error)) return undefined;
  return typeof error.digest === "string" ? error.digest : undefined;
}

export const SectionCatch = catchError(SectionError);
