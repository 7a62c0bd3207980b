"use client";

import { Crash, type CrashProps } from "@/app/crash";

export default function OperatorError(props: CrashProps) {
  return <Crash {...props} />;
}
