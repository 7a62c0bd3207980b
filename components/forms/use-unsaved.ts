"use client";

import { useEffect, useRef } from "react";
import type { FormState } from "./form-state";
import { Unsaved, watch } from "./unsaved";

/** Asks with these words before the page is left with changes in the form; without words nothing is asked. */
export function useUnsaved(words: string | undefined, state: FormState) {
  const form = useRef<HTMLFormElement>(null);
  const unsaved = useRef<Unsaved>(null);

  const asks = words !== undefined;
  useEffect(() => {
    const element = form.current;
    if (!asks || !element) return;
    const made = new Unsaved(() => contentOf(element));
    unsaved.current = made;
    const heard = new AbortController();
    const { signal } = heard;
    for (const type of ["focusin", "pointerdown", "keydown"]) element.addEventListener(type, made.approach, { signal });
    for (const type of ["input", "change"]) element.addEventListener(type, made.touch, { signal });
    const unwatch = watch(made);
    return () => {
      heard.abort();
      unwatch();
    };
  }, [asks]);

  // Apart from the above: another form may save the language, and this one is still as changed as before.
  useEffect(() => {
    if (unsaved.current && words) unsaved.current.words = words;
  }, [words]);

  useEffect(() => {
    if (state.status === "done") unsaved.current?.forget();
  }, [state]);

  return form;
}

function contentOf(form: HTMLFormElement): string {
  const fields = [...new FormData(form)].filter(([name]) => !name.startsWith("$ACTION"));
  return JSON.stringify(fields);
}
