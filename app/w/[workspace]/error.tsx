"use client";

import { Crash, type CrashProps } from "@/app/crash";

export default function WorkspaceError(props: CrashProps) {
  return <Crash {...props} />;
}
