import { clsx } from "clsx";
import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { Icon, type IconName } from "./icon";
import { Spinner } from "./spinner";

export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger";
export type ButtonSize = "md" | "sm" | "lg";

type Look = {
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: IconName;
  wide?: boolean;
};

type Common = Look & { pending?: boolean; children: ReactNode; className?: string };

type ButtonProps =
  | (Common & { href: string } & Omit<ComponentProps<typeof Link>, "href" | keyof Common>)
  | (Common & { href?: undefined } & Omit<ComponentProps<"button">, keyof Common>);

const variants: Record<ButtonVariant, string> = {
  primary: "border-primary bg-primary text-primary-fg hover:border-primary-hover hover:bg-primary-hover",
  secondary: "border-line-2 bg-surface text-ink hover:border-ink-2 hover:bg-sunken",
  quiet: "border-transparent text-accent hover:bg-accent-soft hover:text-accent-on-soft",
  danger: "border-danger-solid bg-danger-solid text-primary-fg hover:border-danger hover:bg-danger",
};

const sizes: Record<ButtonSize, string> = {
  sm: "min-h-8 px-2.5 py-1 text-sm",
  md: "min-h-9 px-3.5 py-1.5 text-base",
  lg: "min-h-12 pointer-coarse:min-h-12! px-5 py-2.5 text-touch",
};

export function buttonLook({ variant = "secondary", size = "md", wide }: Look, className?: string) {
  return clsx(
    "relative inline-flex items-center justify-center gap-2 rounded-control border text-center font-semibold transition-colors",
    "pointer-coarse:min-h-11 disabled:cursor-not-allowed disabled:opacity-60",
    sizes[size],
    variants[variant],
    // In a form, which is a grid, a button is as wide as its words; on a phone as wide as the thumb reaches.
    wide ? "w-full" : "sm:w-fit",
    className,
  );
}

/** While pending the label stays where it is and the icon's place shows the spinner. */
export function Button(props: ButtonProps) {
  const { variant, size, icon, wide, pending, children, className, ...rest } = props;
  const look = buttonLook({ variant, size, wide }, className);
  const inner = (
    <>
      {icon && !pending && <Icon name={icon} className="shrink-0" />}
      {pending && <Spinner />}
      <span className="min-w-0">{children}</span>
    </>
  );
  if (rest.href !== undefined) {
    return (
      <Link {...rest} className={look}>
        {inner}
      </Link>
    );
  }
  return (
    <button type="button" aria-busy={pending || undefined} {...rest} className={look}>
      {inner}
    </button>
  );
}
