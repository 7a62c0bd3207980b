"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { Icon, type IconName } from "@/components/ui/icon";

type Way = { href: string; label: string };

type DrawerProps = {
  title: ReactNode;
  /** The address without it. */
  close: Way;
  /** A part of the address that the link which opened it has, and no other link of the list. */
  openedBy: string;
  previous?: Way;
  next?: Way;
  children: ReactNode;
};

/** One thing of a list, beside the list: from the right on a desktop, the whole screen of a phone. It lives in the address. */
export function Drawer({ title, close, openedBy, previous, next, children }: DrawerProps) {
  const id = useId();
  const router = useRouter();
  const box = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const opener = useRef(openedBy);

  useEffect(() => {
    // The server sends it open, for readers without scripts; only a script can keep the focus inside.
    box.current?.close();
    box.current?.showModal();
    return () => document.querySelector<HTMLElement>(`main a[href*="${opener.current}"]`)?.focus();
  }, []);

  useEffect(() => {
    opener.current = openedBy;
    heading.current?.focus({ preventScroll: true });
    box.current?.scrollTo(0, 0);
  }, [openedBy]);

  const leave = () => router.push(close.href, { scroll: false });
  return (
    <dialog
      ref={box}
      open
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        leave();
      }}
      onPointerDown={(event) => {
        if (event.target === event.currentTarget) leave();
      }}
      className="fixed inset-0 z-50 m-0 h-dvh max-h-none w-full max-w-none overflow-y-auto overscroll-contain bg-raised text-ink shadow-lift backdrop:bg-scrim open:animate-fade sm:start-auto sm:w-120 sm:open:animate-slide rtl:[--slide-from:-100%]"
    >
      <div className="min-h-full pb-[env(safe-area-inset-bottom)]">
        <div className="sticky top-0 z-10 flex items-start justify-between gap-3 border-b border-ink bg-raised px-4 pt-4 pb-3 sm:px-6">
          <h2 id={id} ref={heading} tabIndex={-1} className="min-w-0 text-md font-semibold break-words outline-none">
            {title}
          </h2>
          <div className="-me-2 flex shrink-0 gap-1">
            {previous && <Step way={previous} icon="up" shortcut="[" />}
            {next && <Step way={next} icon="down" shortcut="]" />}
            <Step way={close} icon="close" />
          </div>
        </div>
        <div className="px-4 py-4 sm:px-6 sm:pb-6">{children}</div>
      </div>
    </dialog>
  );
}

function Step({ way, icon, shortcut }: { way: Way; icon: IconName; shortcut?: string }) {
  return (
    <Link
      href={way.href}
      scroll={false}
      aria-label={way.label}
      data-shortcut={shortcut}
      className="-my-1 grid size-7 place-items-center rounded-nav text-ink-2 hover:bg-sunken hover:text-ink pointer-coarse:-my-3 pointer-coarse:size-11"
    >
      <Icon name={icon} />
    </Link>
  );
}
