import { type ReactNode, Suspense } from "react";
import { SkeletonRows } from "@/components/ui/skeleton";
import { SectionCatch, type SectionErrorLabels } from "./section-catch";

type SectionBoundaryProps = {
  labels: SectionErrorLabels;
  /** As tall as what it stands for, so that nothing jumps; null for nothing. */
  skeleton?: ReactNode;
  /** Of the page's request; the section's own error number is shown where it is missing. */
  requestId?: string;
  children: ReactNode;
};

/** A section that is late or broken leaves the rest of the page alone. */
export function SectionBoundary({ labels, skeleton = <SkeletonRows />, requestId, children }: SectionBoundaryProps) {
  return (
    <SectionCatch labels={labels} requestId={requestId}>
      <Suspense fallback={skeleton}>{children}</Suspense>
    </SectionCatch>
  );
}
