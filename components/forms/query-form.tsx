"use client";

import { clsx } from "clsx";
import { useRouter } from "next/navigation";
import { type FormEvent, type ReactNode, type RefObject, useEffect, useRef, useTransition } from "react";
import { formQuery } from "./query-text";
import { leaveSheetEntry, onSheetEntry } from "./sheet-entry";

type QueryFormProps = {
  label: string;
  /** What the page shows now, as `queryText` spells it. */
  current: string;
  /** What need not be said. */
  usual: string;
  filters: ReactNode;
  children: ReactNode;
};

const typingMs = 300;

/**
 * Filters that live in the address: what is chosen shows at once, from a phone's panel when it closes, from its sheet when
 * it is sent; without scripts, when the form is sent.
 */
export function QueryForm({ label, current, usual, filters, children }: QueryFormProps) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const timer = useRef<number | null>(null);
  const sent = useRef<string | null>(null);
  const [pending, start] = useTransition();

  useEffect(() => {
    sent.current = null;
    // The address was changed by something else, such as Back or a chip: the fields follow it.
    if (form.current && timer.current === null && formQuery(form.current, usual) !== current) form.current.reset();
  }, [current, usual]);
  useEffect(() => () => forget(timer), []);

  const ask = (how: "push" | "replace") => {
    forget(timer);
    const query = form.current ? formQuery(form.current, usual) : current;
    if (query === current || query === sent.current) return false;
    sent.current = query;
    start(() => router[how](`?${query}`, { scroll: false }));
    return true;
  };
  // A panel that is closed in passing asks once more; by then the listener has to know what is being asked.
  const asking = useRef(ask);
  useEffect(() => {
    asking.current = ask;
  });
  useEffect(() => {
    const box = form.current;
    const onToggle = ({ target }: Event) => {
      if (target instanceof HTMLDetailsElement && !target.open && isPhone() && !onSheet(target)) asking.current("push");
    };
    // Said by a panel alone, and not passed on to what is around it.
    box?.addEventListener("toggle", onToggle, true);
    return () => box?.removeEventListener("toggle", onToggle, true);
  }, []);

  const onChange = ({ target }: FormEvent<HTMLFormElement>) => {
    if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return;
    const picked = form.current?.querySelector<HTMLInputElement>(`[data-picked-by~="${target.name}"]`);
    if (picked) picked.checked = true;
    if (waits(target)) return;
    if (target.matches("input:not([type=checkbox], [type=radio])")) {
      forget(timer);
      timer.current = window.setTimeout(() => ask("replace"), typingMs);
    } else ask("push");
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    for (const panel of form.current?.querySelectorAll("details[open]") ?? []) panel.removeAttribute("open");
    // What a sheet was left with takes the place of its entry: Back then leads to what was before it.
    const isAsked = ask(onSheetEntry() ? "replace" : "push");
    if (!isAsked) leaveSheetEntry();
  };

  return (
    <>
      <search aria-label={label}>
        <form ref={form} method="get" onChange={onChange} onSubmit={onSubmit}>
          {filters}
        </form>
      </search>
      <div aria-busy={pending} className={clsx("transition-opacity", pending && "opacity-60")}>
        {children}
      </div>
    </>
  );
}

const isPhone = () => window.matchMedia("(max-width: 639px)").matches;

const onSheet = (field: Element) => field.closest("[popover]") !== null;

/** On a phone a panel or a sheet lies over what it would change: it is chosen to the end, and shows when that closes. */
function waits(field: Element): boolean {
  return isPhone() && (field.closest("details[open]") !== null || onSheet(field));
}

function forget(timer: RefObject<number | null>) {
  if (timer.current !== null) window.clearTimeout(timer.current);
  timer.current = null;
}
