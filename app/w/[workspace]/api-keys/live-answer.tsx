"use client";

import { CodeBlock } from "@/components/forms/code-block";
import { ActionForm } from "@/components/forms/form";
import { useForm } from "@/components/forms/form-context";
import type { FormAction } from "@/components/forms/form-state";
import { SubmitButton } from "@/components/forms/submit-button";

type LiveAnswerProps = {
  action: FormAction;
  hidden: Record<string, string>;
  /** What was so when the page was made. */
  initial: string;
  words: { run: string; label: string };
  labels: { problem: string; errorPrefix: string };
};

export function LiveAnswer({ action, hidden, initial, words, labels }: LiveAnswerProps) {
  return (
    <ActionForm action={action} hidden={hidden} labels={labels} label={words.label} className="gap-3">
      <Latest initial={initial} />
      <div>
        <SubmitButton variant="secondary">{words.run}</SubmitButton>
      </div>
    </ActionForm>
  );
}

function Latest({ initial }: { initial: string }) {
  const { state } = useForm();
  return <CodeBlock value={state.once ?? initial} />;
}
