"use client";

import type { ReactNode } from "react";
import { useFormStatus } from "react-dom";
import { Button, type ButtonSize, type ButtonVariant } from "@/components/ui/button";
import type { IconName } from "@/components/ui/icon";

type SubmitButtonProps = {
  children: ReactNode;
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: IconName;
  wide?: boolean;
  name?: string;
  value?: string;
  "aria-label"?: string;
  /** The single key that presses it, where single keys are on. */
  shortcut?: string;
};

/** Keeps its label and its place in the tab order while the action runs; a second press does nothing. */
export function SubmitButton({ variant = "primary", shortcut, ...rest }: SubmitButtonProps) {
  const { pending } = useFormStatus();
  return (
    <Button
      {...rest}
      data-shortcut={shortcut}
      aria-keyshortcuts={shortcut}
      type="submit"
      variant={variant}
      pending={pending}
      aria-disabled={pending || undefined}
      onClick={(event) => {
        if (pending) event.preventDefault();
      }}
    />
  );
}
