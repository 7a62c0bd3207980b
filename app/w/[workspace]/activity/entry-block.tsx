import type { ReactNode } from "react";

export type Line = readonly [name: string, value: ReactNode];

export function Lines({ lines }: { lines: readonly Line[] }) {
  return (
    <dl>
      {lines.map(([name, value]) => (
        <div key={name} className="flex flex-wrap justify-between gap-x-6 border-b border-line py-2">
          <dt className="text-ink-2">{name}</dt>
          <dd className="min-w-0 text-end break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export function Block({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="border-b border-line-2 pb-1.5 text-sm font-semibold">{title}</h3>
      {children}
    </section>
  );
}
