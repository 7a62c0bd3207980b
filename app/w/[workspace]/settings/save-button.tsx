import type { ReactNode } from "react";
import { SubmitButton } from "@/components/forms/submit-button";

/** One of several on its page, so none of them is the page's main button. */
export function SaveButton({ children }: { children: ReactNode }) {
  return (
    <div>
      <SubmitButton variant="secondary">{children}</SubmitButton>
    </div>
  );
}
