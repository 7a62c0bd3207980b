"use client";

import { Crash, type CrashProps } from "./crash";
import "./globals.css";

/** The root layout itself failed, so this page brings its own document. */
export default function GlobalError(props: CrashProps) {
  return (
    <html lang="en" suppressHydrationWarning>
      <body>
        <main className="mx-auto max-w-300 px-4 py-7 sm:px-10">
          <Crash {...props} />
        </main>
      </body>
    </html>
  );
}
