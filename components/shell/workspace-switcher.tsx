"use client";

import Link from "next/link";
import type { MouseEvent, ReactNode } from "react";
import { Icon } from "@/components/ui/icon";

export type WorkspaceChoice = { href: string; name: string; detail: string; current: boolean };

type WorkspaceSwitcherProps = {
  name: string;
  /** "AOA · Luanda time" */
  detail: string;
  choices: readonly WorkspaceChoice[];
  create: { href: string; label: string };
  labels: { open: string; list: string };
  mark: ReactNode;
  /** Who is signed in, and the way out. */
  foot?: ReactNode;
};

const menuId = "workspace-menu";
const choice =
  "focus-inset flex min-h-10 items-center gap-2.5 rounded-nav px-2.5 py-1.5 hover:bg-sunken pointer-coarse:min-h-12";

/** A native popover: it opens, closes on Escape and on a click beside it without any script of ours. */
export function WorkspaceSwitcher({ name, detail, choices, create, labels, mark, foot }: WorkspaceSwitcherProps) {
  return (
    <>
      <button
        type="button"
        popoverTarget={menuId}
        aria-label={`${labels.open}: ${name}`}
        className="flex min-h-11 min-w-0 flex-1 items-center gap-2.5 rounded-nav text-start transition-colors hover:bg-surface sm:max-lg:flex-col sm:max-lg:gap-1 sm:max-lg:py-2 lg:px-2 lg:py-1 [anchor-name:--workspace]"
      >
        <span className="hidden sm:block">{mark}</span>
        <span className="min-w-0 flex-1 sm:max-lg:w-full">
          <span className="flex min-w-0 items-center gap-1.5">
            <span className="line-clamp-2 min-w-0 font-semibold wrap-anywhere sm:max-lg:line-clamp-3 sm:max-lg:w-full sm:max-lg:text-center sm:max-lg:text-xs sm:max-lg:font-medium lg:line-clamp-3">
              {name}
            </span>
            <Icon name="expand" size={14} className="shrink-0 text-ink-3 sm:max-lg:hidden" />
          </span>
          <span className="hidden truncate text-xs text-ink-3 lg:block">{detail}</span>
        </span>
      </button>
      <div
        id={menuId}
        popover="auto"
        onClick={closeOnLink}
        className="inset-auto top-12 m-0 max-h-[min(28rem,80dvh)] w-[calc(100vw-1rem)] overflow-y-auto rounded-control border border-line bg-raised p-1 text-ink shadow-lift max-sm:start-2 sm:top-16 sm:start-2 sm:w-72 lg:start-3 supports-[anchor-name:--workspace]:[position-anchor:--workspace] supports-[anchor-name:--workspace]:sm:top-[calc(anchor(bottom)+0.375rem)]"
      >
        <ul aria-label={labels.list}>
          {choices.map((workspace) => (
            <li key={workspace.href}>
              {/* Never fetched ahead: the server remembers the workspace it was last asked for. */}
              <Link
                href={workspace.href}
                prefetch={false}
                aria-current={workspace.current ? "true" : undefined}
                className={choice}
              >
                <span className="min-w-0 flex-1">
                  <span className="block break-words font-medium">{workspace.name}</span>
                  <span className="block text-xs text-ink-3">{workspace.detail}</span>
                </span>
                {workspace.current && <Icon name="check" className="shrink-0 text-accent" />}
              </Link>
            </li>
          ))}
        </ul>
        <div className="mt-1 border-t border-line pt-1">
          <Link href={create.href} className={`${choice} font-medium text-accent`}>
            <Icon name="plus" className="shrink-0" />
            {create.label}
          </Link>
        </div>
        {foot && <div className="mt-1 border-t border-line px-2.5 pt-2 pb-1.5">{foot}</div>}
      </div>
    </>
  );
}

function closeOnLink(event: MouseEvent<HTMLElement>) {
  if (event.target instanceof Element && event.target.closest("a")) event.currentTarget.hidePopover();
}
