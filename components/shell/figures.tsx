import type { ReactNode } from "react";

export type Figure = { label: ReactNode; value: ReactNode; note?: ReactNode };

/** One ruled row of figures; two by two on a phone. */
export function Figures({ figures }: { figures: readonly Figure[] }) {
  return (
    <dl className="grid grid-cols-2 border-y border-line lg:auto-cols-fr lg:grid-flow-col lg:grid-cols-none">
      {figures.map((figure, index) => (
        <div key={`figure-${index + 1}`} className="min-w-0 border-line py-3 pe-3 even:border-s even:ps-4 nth-[n+3]:border-t lg:not-first:border-s lg:not-first:ps-5 lg:nth-[n+3]:border-t-0">
          <dt className="text-xs text-ink-3">{figure.label}</dt>
          <dd>
            <span className="block text-lg font-medium break-words">{figure.value}</span>
            {figure.note && <span className="block text-xs text-ink-2">{figure.note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
