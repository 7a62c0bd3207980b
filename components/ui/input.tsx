import type { ComponentProps } from "react";
import { controlLook } from "./control-look";

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input {...rest} className={controlLook(className)} />;
}

export function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
  return <textarea {...rest} className={controlLook(className)} />;
}
