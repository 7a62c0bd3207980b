import type { ReactNode } from "react";
import { sectionLabels } from "@/app/_words/section-labels";
import { SectionBoundary } from "@/components/shell/section-boundary";

type SettledProps<T> = {
  outcome: PromiseSettledResult<T>;
  requestId: string;
  children: (value: T) => ReactNode;
};

/**
 * For a section that is read in milliseconds: the page waits for it, so that nothing jumps when it comes and a reader
 * without JavaScript has it too, and a failure is still told in this place alone.
 */
export async function Settled<T>({ outcome, requestId, children }: SettledProps<T>) {
  if (outcome.status === "fulfilled") return children(outcome.value);
  return (
    <SectionBoundary labels={await sectionLabels()} requestId={requestId} skeleton={null}>
      <Broken reason={outcome.reason} />
    </SectionBoundary>
  );
}

/** Thrown where the boundary is, so that it is logged and numbered like every other failure. */
function Broken({ reason }: { reason: unknown }): never {
  throw reason;
}
