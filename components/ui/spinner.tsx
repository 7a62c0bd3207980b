import { clsx } from "clsx";
import { Icon } from "./icon";

export function Spinner({ className }: { className?: string }) {
  return <Icon name="spinner" className={clsx("shrink-0 animate-spin", className)} />;
}
