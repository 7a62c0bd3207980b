import type { ComponentProps } from "react";
import { Icon } from "./icon";
import { Input } from "./input";

/** A field for words to look for, with the sign everybody knows. */
export function SearchInput(props: Omit<ComponentProps<typeof Input>, "type" | "className">) {
  return (
    <div className="relative">
      <Icon name="search" className="pointer-events-none absolute inset-y-0 start-3 my-auto text-ink-3" />
      <Input {...props} type="search" className="ps-9" />
    </div>
  );
}
