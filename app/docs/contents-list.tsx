"use client";

import { clsx } from "clsx";
import { useEffect, useState } from "react";

type Group = { title: string; items: readonly { id: string; label: string }[] };

export function ContentsList({ label, groups }: { label: string; groups: readonly Group[] }) {
  const current = useCurrent(groups);
  return (
    <nav aria-label={label} className="grid gap-4">
      {groups.map(({ title, items }) => (
        <div key={title}>
          <p className="px-2 pb-1 text-xs text-ink-3">{title}</p>
          <ul>
            {items.map(({ id, label: words }) => (
              <li key={id}>
                <a
                  href={`#${id}`}
                  aria-current={id === current ? "location" : undefined}
                  className={clsx(
                    "flex min-h-7 items-center rounded-nav px-2 py-1 text-sm text-ink-2 transition-colors hover:text-ink pointer-coarse:min-h-11",
                    "aria-[current]:bg-surface aria-[current]:font-medium aria-[current]:text-ink aria-[current]:shadow-[inset_2px_0_0_var(--accent)]",
                  )}
                >
                  {words}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

/** The last section that has begun above the upper third of the window; none before the script runs. */
function useCurrent(groups: readonly Group[]): string | null {
  const [current, setCurrent] = useState<string | null>(null);
  useEffect(() => {
    const sections = groups.flatMap(({ items }) => items.flatMap(({ id }) => document.getElementById(id) ?? []));
    const look = () => {
      const begun = sections.filter((section) => section.getBoundingClientRect().top < innerHeight / 3);
      setCurrent((begun.at(-1) ?? sections[0])?.id ?? null);
    };
    const watch = new IntersectionObserver(look, { rootMargin: "0px 0px -66% 0px" });
    for (const section of sections) watch.observe(section);
    return () => watch.disconnect();
  }, [groups]);
  return current;
}
