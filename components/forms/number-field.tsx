"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { controlLook } from "@/components/ui/control-look";
import { describedBy, FieldFrame } from "./field-frame";
import { useFieldState } from "./form-context";
import { echoNumber, parseNumber, type Separators } from "./parse-number";

type NumberFieldProps = {
  name: string;
  label: ReactNode;
  separators: Separators;
  /** Shown inside the field's end: "credits". */
  unit?: string;
  /** `{value}` stands for the reading: "{value} credits?" */
  echo: string;
  lakhs?: boolean;
  hint?: ReactNode;
  optional?: string;
  defaultValue?: string;
  required?: boolean;
  wholeOnly?: boolean;
};

const pauseMs = 500;

/** A text field, so that paste, IME and any way of writing thousands work; what could mean two numbers is asked back. */
export function NumberField(props: NumberFieldProps) {
  const { name, label, separators, unit, echo, lakhs, hint, optional, defaultValue, required, wholeOnly } = props;
  const { id, error, value } = useFieldState(name, defaultValue);
  const input = useRef<HTMLInputElement>(null);
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [readings, setReadings] = useState<string[]>([]);

  useEffect(() => () => clearTimeout(pause.current), []);

  // Asked in a pause of typing, not on leaving the field: what appears then would move the thing being clicked.
  function checkSoon(text: string) {
    clearTimeout(pause.current);
    setReadings((shown) => (shown.length > 0 ? [] : shown));
    pause.current = setTimeout(() => {
      const parsed = parseNumber(text, separators);
      if (parsed.kind === "ambiguous") setReadings(parsed.readings);
    }, pauseMs);
  }

  function choose(reading: string) {
    if (!input.current) return;
    input.current.value = echoNumber(reading, separators, lakhs);
    input.current.dispatchEvent(new Event("input", { bubbles: true }));
    input.current.focus();
    clearTimeout(pause.current);
    setReadings([]);
  }

  return (
    <FieldFrame id={id} label={label} optional={optional} hint={hint} error={error}>
      <span className="relative block">
        <input
          ref={input}
          id={id}
          name={name}
          type="text"
          inputMode={wholeOnly ? "numeric" : "decimal"}
          autoComplete="off"
          required={required}
          defaultValue={value}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(id, hint, error)}
          onChange={(event) => checkSoon(event.currentTarget.value)}
          className={controlLook(unit ? "pe-20" : undefined)}
        />
        {unit && (
          <span
            aria-hidden="true"
            className="pointer-events-none absolute inset-y-0 end-3 flex items-center text-xs text-ink-3"
          >
            {unit}
          </span>
        )}
      </span>
      <span role="status" className="flex flex-wrap gap-2 empty:absolute">
        {readings.map((reading) => (
          <button
            key={reading}
            type="button"
            onClick={() => choose(reading)}
            className="inline-flex min-h-7 items-center rounded-full bg-warn-soft px-3 text-sm font-medium text-warn hover:underline pointer-coarse:min-h-11"
          >
            {echo.replace("{value}", echoNumber(reading, separators, lakhs))}
          </button>
        ))}
      </span>
    </FieldFrame>
  );
}
