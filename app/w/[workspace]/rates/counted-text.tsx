"use client";

import { useState } from "react";
import { Textarea } from "@/components/ui/input";
import { smsText } from "@/lib/rates/sms-parts";

type CountedTextProps = {
  id: string;
  name: string;
  maxLength: number;
  defaultValue: string;
  /** How much may be typed, said until something is. */
  hint: string;
  /** With the places of {encoding}, {characters} and {parts} marked. */
  words: string;
};

/** Counts while it is typed; without a script the answer says it after the form was sent. */
export function CountedText({ id, hint, words, defaultValue, ...rest }: CountedTextProps) {
  const [text, setText] = useState(defaultValue);
  const { encoding, characters, parts } = smsText(text);
  const counted = words
    .replace("{encoding}", encoding)
    .replace("{characters}", String(characters))
    .replace("{parts}", String(parts));
  return (
    <>
      <Textarea
        {...rest}
        id={id}
        rows={4}
        defaultValue={defaultValue}
        onChange={(event) => setText(event.target.value)}
        aria-describedby={`${id}-hint`}
      />
      <p id={`${id}-hint`} className="mt-1 text-xs text-ink-3">
        {text === "" ? hint : counted}
      </p>
    </>
  );
}
