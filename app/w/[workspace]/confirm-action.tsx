"use client";

import { useSyncExternalStore } from "react";
import { ActionForm } from "@/components/forms/form";
import type { FormAction } from "@/components/forms/form-state";
import { SubmitButton } from "@/components/forms/submit-button";
import { Button } from "@/components/ui/button";
import { useClose } from "@/components/ui/close-context";
import { Dialog } from "@/components/ui/dialog";

type ConfirmActionProps = {
  action: FormAction;
  hidden: Record<string, string>;
  /** The short word on the button and the whole sentence for whoever hears it out of its row. */
  trigger: { text: string; name: string };
  title: string;
  body: string;
  /** A word that fits any name: the title tells who or what, the name says it again to whoever hears it. */
  submit: string;
  labels: { problem: string; errorPrefix: string; close: string; cancel: string };
  look?: "quiet" | "secondary";
  /** Said when success takes the row, and with it this dialog, away. */
  whenGone?: string;
  /** A page that asks the same without JavaScript: until it runs, the button is a link there. */
  plainHref?: string;
};

const never = () => () => {};

/** One confirmation for what cannot be taken back by pressing again. */
export function ConfirmAction({
  action,
  hidden,
  trigger,
  title,
  body,
  submit,
  labels,
  look = "quiet",
  whenGone,
  plainHref,
}: ConfirmActionProps) {
  const runs = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const button = { variant: look, size: look === "quiet" ? "sm" : "md", "aria-label": trigger.name } as const;
  if (plainHref && !runs) {
    return (
      <Button {...button} href={plainHref} prefetch={false}>
        {trigger.text}
      </Button>
    );
  }
  return (
    <Dialog
      title={title}
      description={body}
      closeLabel={labels.close}
      trigger={<Button {...button}>{trigger.text}</Button>}
    >
      <ActionForm action={action} hidden={hidden} labels={labels} whenGone={whenGone}>
        <div className="flex flex-wrap justify-end gap-2">
          <Cancel>{labels.cancel}</Cancel>
          <SubmitButton variant="danger" aria-label={trigger.name}>
            {submit}
          </SubmitButton>
        </div>
      </ActionForm>
    </Dialog>
  );
}

function Cancel({ children }: { children: string }) {
  const close = useClose();
  return <Button onClick={() => close?.()}>{children}</Button>;
}
