"use client";

import { useEffect } from "react";

const begun = new Set<string>();

/** Takes the file once; without a script the page itself leads there. */
export function ExportStart({ href }: { href: string }) {
  useEffect(() => {
    if (begun.has(href)) return;
    begun.add(href);
    location.assign(href);
  }, [href]);
  return (
    <noscript>
      <meta httpEquiv="refresh" content={`0;url=${href}`} />
    </noscript>
  );
}
