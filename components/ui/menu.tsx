"use client";

import { clsx } from "clsx";
import NextLink from "next/link";
import { DropdownMenu as Radix } from "radix-ui";
import type { ReactNode } from "react";

type MenuProps = { trigger: ReactNode; children: ReactNode; align?: "start" | "end" };

export function Menu({ trigger, children, align = "end" }: MenuProps) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal container={insideMain()}>
        <Radix.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className="z-50 min-w-44 max-w-72 animate-fade rounded-control border border-line bg-raised p-1 text-ink shadow-lift"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Inside the page's main part, so that the menu lies within a landmark. */
function insideMain() {
  return typeof document === "undefined" ? undefined : document.getElementById("main");
}

type MenuItemProps = {
  children: ReactNode;
  href?: string;
  onSelect?: () => void;
  danger?: boolean;
  disabled?: boolean;
};

export function MenuItem({ children, href, onSelect, danger, disabled }: MenuItemProps) {
  const look = clsx(
    "flex min-h-8 items-center gap-2 rounded-nav px-2.5 outline-none pointer-coarse:min-h-11",
    "data-highlighted:bg-accent-soft data-highlighted:text-accent-on-soft data-highlighted:outline-2 data-highlighted:-outline-offset-2 data-highlighted:outline-focus data-disabled:text-ink-3",
    danger && "text-danger",
  );
  if (href !== undefined) {
    return (
      <Radix.Item asChild className={look} disabled={disabled}>
        <NextLink href={href}>{children}</NextLink>
      </Radix.Item>
    );
  }
  return (
    <Radix.Item className={look} disabled={disabled} onSelect={onSelect}>
      {children}
    </Radix.Item>
  );
}

export function MenuSeparator() {
  return <Radix.Separator className="mx-2.5 my-1 h-px bg-line" />;
}
