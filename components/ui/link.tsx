import { clsx } from "clsx";
import NextLink from "next/link";
import type { ComponentProps } from "react";

type LinkProps = ComponentProps<typeof NextLink> & {
  /** `inline` sits in a sentence and is underlined; `standalone` is a target of its own. */
  variant?: "inline" | "standalone";
};

export function Link({ variant = "inline", className, ...rest }: LinkProps) {
  return (
    <NextLink
      {...rest}
      className={clsx(
        "rounded-bar text-accent decoration-1 underline-offset-3 transition-colors hover:text-accent-on-soft hover:decoration-2",
        variant === "inline"
          ? "underline"
          : "inline-flex min-h-6 items-center gap-1 font-medium hover:underline pointer-coarse:min-h-11",
        className,
      )}
    />
  );
}
