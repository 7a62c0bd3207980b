"use client";

import { Dialog } from "@/components/ui/dialog";

export type KeyRow = { keys: readonly string[]; label: string };
export type KeyboardLabels = { title: string; close: string; hint: string };

type KeyboardListProps = { rows: readonly KeyRow[]; labels: KeyboardLabels; onClose: () => void };

export default function KeyboardList({ rows, labels, onClose }: KeyboardListProps) {
  return (
    <Dialog open onOpenChange={onClose} title={labels.title} closeLabel={labels.close} description={labels.hint}>
      <dl className="divide-y divide-line border-y border-line">
        {rows.map((row) => (
          <div key={row.label} className="flex min-h-10 items-center justify-between gap-4">
            <dt>{row.label}</dt>
            <dd className="flex shrink-0 gap-1">
              {row.keys.map((key) => (
                <kbd
                  key={key}
                  className="grid min-h-6 min-w-6 place-items-center rounded-bar border border-line-2 bg-surface px-1.5 font-text text-xs font-medium"
                >
                  {key}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
