import type { ReactNode } from "react";

export type Line = readonly [name: string, value: ReactNode];

/** Names at the start, what they are at the end. */
export function Lines({ lines, ruled }: { lines: readonly Line[]; ruled?: boolean }) {
  return (
    <dl className={ruled ? "border-t border-line-2" : undefined}>
      {lines.map(([name, value]) => (
        <div key={name} className="flex flex-wrap items-center justify-between gap-x-6 border-b border-line py-2">
          <dt className="text-ink-2">{name}</dt>
          <dd className="min-w-0 text-end wrap-anywhere">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
