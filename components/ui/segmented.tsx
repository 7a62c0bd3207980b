import { clsx } from "clsx";
import Link from "next/link";

type SegmentedProps = {
  label: string;
  options: readonly { value: string; label: string; href?: string }[];
  value: string;
  /** With a name the choices are radios of a form; without, links whose state is the address. */
  name?: string;
};

const segment =
  "relative inline-flex min-h-7.5 flex-1 items-center justify-center whitespace-nowrap px-3 text-center text-sm transition-colors pointer-coarse:min-h-11";
const chosen = "bg-accent-soft font-semibold text-accent-on-soft";

export function Segmented({ label, options, value, name }: SegmentedProps) {
  return (
    <div
      role={name ? "radiogroup" : "group"}
      aria-label={label}
      className="inline-flex max-w-full flex-wrap divide-x divide-line overflow-clip rounded-control border border-line-2 bg-surface has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus"
    >
      {options.map((option) =>
        name ? (
          <label
            key={option.value}
            className={clsx(
              segment,
              "hover:bg-sunken has-checked:bg-accent-soft has-checked:font-semibold has-checked:text-accent-on-soft",
            )}
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              defaultChecked={option.value === value}
              className="absolute inset-0 appearance-none outline-none"
            />
            {option.label}
          </label>
        ) : (
          <Link
            key={option.value}
            href={option.href ?? ""}
            scroll={false}
            // Nothing of such a page can be fetched before it is asked for: its figures are of that moment.
            prefetch={false}
            aria-current={option.value === value ? "true" : undefined}
            className={clsx(segment, "focus-inset", option.value === value ? chosen : "hover:bg-sunken")}
          >
            {option.label}
          </Link>
        ),
      )}
    </div>
  );
}
