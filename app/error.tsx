"use client";

import { Crash, type CrashProps } from "./crash";

export default function PageError(props: CrashProps) {
  return (
    <main className="mx-auto max-w-300 px-4 py-7 sm:px-10">
      <Crash {...props} />
    </main>
  );
}
