"use client";

import { clsx } from "clsx";
import { Dialog as Radix } from "radix-ui";
import { type ReactNode, useState } from "react";
import { CloseContext } from "./close-context";
import { Icon } from "./icon";

type DialogProps = {
  title: ReactNode;
  closeLabel: string;
  children: ReactNode;
  description?: ReactNode;
  /** A Button; leave it out when the parent holds `open`. */
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  look?: "dialog" | "sheet";
};

const looks = {
  dialog:
    "inset-x-0 bottom-0 max-h-[90dvh] rounded-t-sheet data-[state=open]:animate-rise sm:inset-x-4 sm:top-[max(1rem,12vh)] sm:bottom-auto sm:mx-auto sm:max-h-[76vh] sm:max-w-120 sm:rounded-sheet sm:data-[state=open]:animate-fade",
  sheet:
    "inset-x-0 bottom-0 max-h-[92dvh] rounded-t-sheet data-[state=open]:animate-rise sm:inset-y-0 sm:start-auto sm:end-0 sm:max-h-none sm:w-full sm:max-w-120 sm:rounded-none sm:data-[state=open]:animate-slide rtl:[--slide-from:-100%]",
};

export function Dialog(props: DialogProps) {
  const { title, description, trigger, closeLabel, look = "dialog", children } = props;
  const [ownOpen, setOwnOpen] = useState(false);
  const open = props.open ?? ownOpen;
  const setOpen = props.onOpenChange ?? setOwnOpen;
  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      {trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-fade bg-scrim" />
        <Radix.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          className={clsx(
            "fixed z-50 flex flex-col overflow-y-auto overscroll-contain bg-raised pb-[env(safe-area-inset-bottom)] text-ink shadow-lift outline-none",
            looks[look],
          )}
        >
          <div className="sticky top-0 z-10 flex items-start justify-between gap-4 border-b border-ink bg-raised px-5 pt-4 pb-3 sm:px-6">
            <Radix.Title className="text-md font-semibold">{title}</Radix.Title>
            <Radix.Close
              aria-label={closeLabel}
              className="-my-1 -me-2 grid size-7 shrink-0 place-items-center rounded-nav text-ink-2 hover:bg-sunken hover:text-ink pointer-coarse:-my-3 pointer-coarse:size-11"
            >
              <Icon name="close" />
            </Radix.Close>
          </div>
          <div className="grid gap-4 px-5 py-4 sm:px-6 sm:pb-6">
            {description && <Radix.Description className="text-ink-2">{description}</Radix.Description>}
            <CloseContext value={() => setOpen(false)}>{children}</CloseContext>
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
